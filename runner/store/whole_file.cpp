#include "store/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/failure.hpp"
#include "store/descriptor.hpp"
#include "store/temporary_name.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

/// Exists until it is renamed.
class Temporary {
 public:
  explicit Temporary(const fs::path& file) : name_(temporary_name(file)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (!renamed_) ::unlink(name_.c_str());
  }

  /// One of this very name can only be left over from a dead process whose number we got. A file that is replaced
  /// hands on its permissions: what was private stays so.
  Descriptor create(const fs::path& file) const {
    ::unlink(name_.c_str());
    Descriptor made = open_file(name_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    struct stat status {};
    if (made && ::lstat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode))
      static_cast<void>(::fchmod(made.number(), status.st_mode & 0777));
    return made;
  }
  bool rename(const fs::path& file) { return renamed_ = ::rename(name_.c_str(), file.c_str()) == 0; }

 private:
  fs::path name_;
  bool renamed_ = false;
};

bool sync(int descriptor) {
  return again_if_interrupted([&] { return ::fsync(descriptor); }) == 0;
}

/// Some network file systems cannot sync a folder; they answer EINVAL or ENOTSUP.
bool sync_folder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const Descriptor descriptor = open_file(folder, O_RDONLY | O_DIRECTORY);
  return descriptor && (sync(descriptor.number()) || errno == EINVAL || errno == ENOTSUP);
}

// ---- reading

[[noreturn]] void cannot_read(const fs::path& file, const std::string& cause) {
  throw Failure(ExitCode::results, file.string() + ": " + cause);
}

/// Opens without waiting for the other end of a pipe, and without following a link.
Descriptor open_plain(const fs::path& file, std::uintmax_t& size) {
  Descriptor descriptor = open_file(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (!descriptor && errno == ELOOP) cannot_read(file, "is a symbolic link; expected a plain file");
  if (!descriptor) cannot_read(file, std::string("cannot be read: ") + std::strerror(errno));
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) cannot_read(file, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) cannot_read(file, "is not a plain file");
  size = static_cast<std::uintmax_t>(status.st_size);
  return descriptor;
}

/// Up to `size` bytes; fewer where the file ends earlier.
std::vector<std::byte> read_all(const fs::path& file, int descriptor, std::size_t size) {
  std::vector<std::byte> bytes(size);
  std::size_t done = 0;
  while (done < size) {
    const auto got = again_if_interrupted([&] { return ::read(descriptor, bytes.data() + done, size - done); });
    if (got < 0) cannot_read(file, std::string("cannot be read: ") + std::strerror(errno));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace

void write_whole(const fs::path& file, std::span<const std::byte> bytes) {
  Temporary temporary(file);
  Descriptor descriptor = temporary.create(file);
  const bool done = descriptor && write_all(descriptor.number(), bytes) && sync(descriptor.number()) &&
                    descriptor.close() && temporary.rename(file) && sync_folder(file);
  if (!done) cannot_write(file, errno, bytes.size());
}

std::vector<std::byte> read_whole(const fs::path& file, std::uintmax_t most) {
  std::uintmax_t size = 0;
  const Descriptor descriptor = open_plain(file, size);
  if (size > most)
    cannot_read(file, "has " + std::to_string(size) + " bytes; at most " + std::to_string(most) + " are read");
  return read_all(file, descriptor.number(), size);
}

Beginning read_beginning(const fs::path& file, std::size_t size) {
  Beginning beginning;
  const Descriptor descriptor = open_plain(file, beginning.file_bytes);
  beginning.bytes = read_all(file, descriptor.number(), size);
  return beginning;
}

}  // namespace assay::store
