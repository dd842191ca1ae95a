#include "data/request.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <zlib.h>

#include "base/sha256.hpp"
#include "base/suggest.hpp"

namespace assay::data {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 30;  // unpacked; more would not fit beside the training anyway

[[noreturn]] void refuse_missing(const std::string& name, const fs::path& path, const Place& place) {
  std::vector<std::string> others;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(path.parent_path(), error)) others.push_back(item.path().filename());
  throw Failure(ExitCode::data, to_string(place) + ": data file '" + name + "' does not exist (looked in " +
                                    path.parent_path().string() + ")" + did_you_mean(path.filename().string(), others));
}

std::string unpack(const fs::path& path, const std::string& name) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) refuse(name, 0, 0, "it cannot be read");
  std::string bytes;
  std::array<char, 1 << 16> chunk{};
  for (int got = 1; got > 0;) {
    got = gzread(file.get(), chunk.data(), chunk.size());
    if (got > 0) bytes.append(chunk.data(), static_cast<std::size_t>(got));
    if (bytes.size() > kMostBytes) refuse(name, 0, 0, "it unpacks to more than 4 GB");
  }
  int code = Z_OK;
  gzerror(file.get(), &code);
  if (code != Z_OK && code != Z_STREAM_END) refuse(name, 0, 0, "it is a damaged gzip file");
  return bytes;
}

}  // namespace

void refuse(const std::string& name, int line, int column, const std::string& text) {
  throw Failure(ExitCode::data, to_string(Place{name, line, column}) + ": " + text);
}

std::string place_of_row(const RawDataset& data, std::int64_t row) {
  if (data.lines.empty()) return "row " + std::to_string(row);
  return data.files.front().path + ':' + std::to_string(data.lines[static_cast<std::size_t>(row)]);
}

Contents read_file(const Request& request, const std::string& parameter) {
  return read_file(request, request.source.text(parameter), request.source.argument(parameter).place);
}

Contents read_file(const Request& request, const std::string& name, const Place& place) {
  const fs::path path = request.folder / name;
  std::error_code error;
  if (!fs::exists(path, error)) refuse_missing(name, path, place);
  if (!fs::is_regular_file(path, error)) refuse(name, 0, 0, "it is not a regular file");
  Contents contents{name, unpack(path, name), {name, fs::file_size(path), sha256_of_file(path)}};
  if (contents.bytes.empty()) refuse(name, 0, 0, "it is empty");
  return contents;
}

void note_absent_classes(RawDataset& data, const std::string& name) {
  constexpr std::int64_t kMost = 100'000;
  if (data.classes < 2 || data.classes > kMost) return;
  std::vector<bool> seen(static_cast<std::size_t>(data.classes));
  std::visit(
      [&](const auto& all) {
        for (const auto label : all) seen[static_cast<std::size_t>(label)] = true;
      },
      data.targets);
  const auto absent = std::ranges::count(seen, false);
  if (absent == 0) return;
  const std::string last = std::to_string(data.classes - 1);
  if (absent == 1 && !seen[0])
    data.notes.push_back(name + ": labels go from 1 to " + last + ", so that class 0 of " +
                         std::to_string(data.classes) + " never occurs; subtract 1 if it is not meant");
  else
    data.notes.push_back(name + ": " + std::to_string(absent) + " of the classes 0 to " + last +
                         " never occur, the first of them " +
                         std::to_string(std::ranges::find(seen, false) - seen.begin()));
}

}  // namespace assay::data
