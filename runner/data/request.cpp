#include "data/request.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>

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

Contents read_file(const Request& request, const std::string& parameter) {
  const auto& argument = request.source.argument(parameter);
  const std::string& name = request.source.text(parameter);
  const fs::path path = request.folder / name;
  std::error_code error;
  if (!fs::exists(path, error)) refuse_missing(name, path, argument.place);
  if (!fs::is_regular_file(path, error)) refuse(name, 0, 0, "it is not a regular file");
  Contents contents{name, unpack(path, name), {name, fs::file_size(path), sha256_of_file(path)}};
  if (contents.bytes.empty()) refuse(name, 0, 0, "it is empty");
  return contents;
}

template <class T>
void recognise_classes(Dataset<T>& data) {
  std::set<T> values;
  for (const T target : data.targets) {
    if (target < T(0) || target > T(99) || target != static_cast<T>(static_cast<int>(target))) return;
    values.insert(target);
  }
  if (values.size() < 2 || *values.rbegin() != static_cast<T>(values.size() - 1)) return;
  data.classes = static_cast<std::int64_t>(values.size());
  data.target = Shape();
}

template void recognise_classes(Dataset<float>&);
template void recognise_classes(Dataset<double>&);

}  // namespace assay::data
