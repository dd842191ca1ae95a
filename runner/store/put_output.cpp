#include "store/put_output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string>

#include "base/failure.hpp"
#include "h5/file.hpp"
#include "store/descriptor.hpp"
#include "store/seal.hpp"
#include "store/whole_file.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as Linux follows

/// A link of /proc stands for something open, whatever its text says.
bool stands_for_open(const fs::path& link) {
  std::error_code error;
  const fs::path folder = fs::canonical(link.has_parent_path() ? link.parent_path() : fs::path("."), error);
  return !error && folder.native().starts_with("/proc/");
}

/// The end of a chain of links; a link of /proc is an end.
fs::path end_of(fs::path file) {
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(file, error)) && !stands_for_open(file); ++i) {
    const fs::path next = fs::read_symlink(file, error);
    if (error) break;
    file = file.parent_path() / next;  // an absolute one stands alone
  }
  return file;
}

/// What this process has open under a number is written to where it stands; opening it anew would begin at its start.
Descriptor open_end(const fs::path& file) {
  std::error_code error;
  const fs::path folder = fs::canonical(file.has_parent_path() ? file.parent_path() : fs::path("."), error);
  const std::string name = file.filename().string();
  int number = -1;
  const auto [stop, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_number = wrong == std::errc() && stop == name.data() + name.size();
  if (!error && is_number && folder == "/proc/" + std::to_string(::getpid()) + "/fd")
    return Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, 0));
  return open_file(file, O_WRONLY | O_NOCTTY);
}

void write_through(const fs::path& file, std::span<const std::byte> bytes) {
  Descriptor descriptor = open_end(file);
  if (!descriptor || !write_all(descriptor.number(), bytes) || !descriptor.close())
    cannot_write(file, errno, bytes.size());
}

void expect_no_run(const fs::path& file) {
  bool sealed = true;
  try {
    sealed = find_seal(read_beginning(file, h5::kUserBlock).bytes).has_value();
  } catch (const Failure&) {
    sealed = false;  // not readable; whether it may be written shows in a moment
  } catch (const Error&) {
    // of a newer format
  }
  if (sealed)
    throw Failure(ExitCode::usage, file.string() +
                                       ": is a file of stored runs, which -o does not replace; give "
                                       "another name");
}

}  // namespace

void put_output(const fs::path& file, std::span<const std::byte> bytes) {
  const fs::path end = end_of(file);
  struct stat status {};
  const bool exists = ::stat(end.c_str(), &status) == 0;
  if (!exists && errno == ELOOP) cannot_write(file, errno, bytes.size());
  std::error_code error;
  if (exists && (!S_ISREG(status.st_mode) || fs::is_symlink(fs::symlink_status(end, error))))
    return write_through(end, bytes);
  if (exists) expect_no_run(end);
  write_whole(end, bytes);
}

}  // namespace assay::store
