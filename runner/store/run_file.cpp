#include "store/run_file.hpp"

#include <algorithm>

#include "base/failure.hpp"
#include "h5/file.hpp"
#include "store/index.hpp"
#include "store/layout.hpp"
#include "store/origin.hpp"
#include "store/sealed_reading.hpp"
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

bool is_run_file(const fs::directory_entry& entry) {
  return is_run_name(entry.path().filename().native()) && entry.is_regular_file();
}

fs::directory_iterator listing(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator begin(folder, error);
  if (error) throw Failure(ExitCode::results, folder.string() + ": cannot be listed: " + error.message());
  return begin;
}

/// Sorted.
std::vector<fs::path> run_files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : listing(folder))
    if (is_run_file(entry)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool has_run_files(const fs::path& folder) {
  return std::any_of(listing(folder), fs::directory_iterator(), is_run_file);
}

}  // namespace

void write(const fs::path& file, const Record& record, const std::function<void()>& built) {
  const auto bytes = named(file, [&] {
    Encoded encoded = encode(record);
    put_seal(encoded.bytes,
             {record.id, to_string(record.status), encoded.result, {}, 0, origin_of(record.environment)});
    return std::move(encoded.bytes);
  });
  built();
  write_whole(file, bytes);
}

void warm_up() {
  encode(Record());
  h5::Writer::prepare();
}

Record read(const fs::path& file) { return read_sealed_as<Record>(Wanted::run, file); }

Environment read_origin(const fs::path& file) { return read_sealed_as<Environment>(Wanted::origin, file); }

Record read_summary(const fs::path& file) { return read_sealed_as<Record>(Wanted::summary, file); }

std::optional<Seal> read_seal(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const Beginning beginning = read_beginning(file, h5::kUserBlock);
  auto seal = named(file, [&] { return find_seal(beginning.bytes); });
  if (seal && seal->bytes != beginning.file_bytes) return std::nullopt;
  return seal;
}

bool is_run_name(std::string_view name) { return name.ends_with(".h5") && name != kIndexName && name.front() != '.'; }

std::vector<fs::path> run_folders(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Failure(ExitCode::results, folder.string() + ": no such folder; expected a folder of run files (*.h5)");
  if (has_run_files(folder)) return {folder};
  std::vector<fs::path> folders;
  for (const auto& entry : listing(folder))
    if (entry.is_directory() && has_run_files(entry.path())) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::vector<fs::path> run_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& one : run_folders(folder))
    for (auto& file : run_files_in(one)) files.push_back(std::move(file));
  return files;
}

}  // namespace assay::store
