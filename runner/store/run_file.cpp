#include "store/run_file.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "h5/file.hpp"
#include "store/layout.hpp"
#include "store/origin.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

/// Does something with a file, whose name stands before whatever goes wrong.
template <class Work>
auto named(const fs::path& file, Work work) {
  try {
    return work();
  } catch (const Error& error) {
    throw Failure(ExitCode::results, file.string() + ": " + error.what());
  }
}

template <class Decode>
auto read_with(const fs::path& file, Decode decode_part) {
  const std::vector<std::byte> bytes = read_whole(file);
  named(file, [&] { check_seal(bytes); });
  try {
    return decode_part(h5::Reader(bytes, file.string()));
  } catch (const Error& error) {  // names the file already
    throw Failure(ExitCode::results, error.what());
  }
}

bool is_run_file(const fs::directory_entry& entry) {
  const fs::path name = entry.path().filename();
  return name.extension() == ".h5" && name != "index.h5" && name.native().front() != '.' && entry.is_regular_file();
}

std::vector<fs::directory_entry> entries(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator begin(folder, error);
  if (error) throw Failure(ExitCode::results, folder.string() + ": cannot be listed: " + error.message());
  return {begin, fs::directory_iterator()};
}

}  // namespace

void write(const fs::path& file, const Record& record) {
  const auto bytes = named(file, [&] {
    Encoded encoded = encode(record);
    put_seal(encoded.bytes,
             {record.id, to_string(record.status), encoded.result, {}, 0, origin_of(record.environment)});
    return std::move(encoded.bytes);
  });
  write_whole(file, bytes);
}

Record read(const fs::path& file) { return read_with(file, decode); }

Environment read_origin(const fs::path& file) { return read_with(file, decode_environment); }

Record read_summary(const fs::path& file) { return read_with(file, decode_summary); }

std::optional<Seal> read_seal(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const Beginning beginning = read_beginning(file, h5::kUserBlock);
  auto seal = named(file, [&] { return find_seal(beginning.bytes); });
  if (seal && seal->bytes != beginning.file_bytes) return std::nullopt;
  return seal;
}

std::vector<std::string> run_names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : entries(folder))
    if (is_run_file(entry)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<fs::path> run_folders(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Failure(ExitCode::results, folder.string() + ": no such folder; expected a folder of run files (*.h5)");
  if (!run_names(folder).empty()) return {folder};
  std::vector<fs::path> folders;
  for (const auto& entry : entries(folder))
    if (entry.is_directory() && !run_names(entry.path()).empty()) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<fs::path> run_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& one : run_folders(folder))
    for (const auto& name : run_names(one)) files.push_back(one / name);
  return files;
}

}  // namespace assay::store
