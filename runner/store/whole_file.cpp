#include "store/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/failure.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

/// A file descriptor with an owner.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Whether closing went well; a file system may report a lost write only here.
  bool close() { return ::close(std::exchange(number_, -1)) == 0 || errno == EINTR; }

 private:
  int number_;
};

template <class Call>
auto again_if_interrupted(Call call) {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

Descriptor open_file(const fs::path& file, int flags) {
  return Descriptor(again_if_interrupted([&] { return ::open(file.c_str(), flags | O_CLOEXEC, 0666); }));
}

// ---- writing

[[noreturn]] void cannot_write(const fs::path& file, int cause, std::size_t bytes) {
  const bool no_room = cause == ENOSPC || cause == EDQUOT || cause == EFBIG;
  throw Failure(ExitCode::results, "cannot write " + file.string() + ": " + std::strerror(cause) +
                                       (no_room ? " (needs " + std::to_string(bytes) + " bytes)" : ""));
}

fs::path temporary_name(const fs::path& file) {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return file.parent_path() /
         ('.' + file.filename().string() + '.' + host.data() + '.' + std::to_string(::getpid()) + ".tmp");
}

/// Exists until it is renamed.
class Temporary {
 public:
  explicit Temporary(const fs::path& file) : name_(temporary_name(file)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (!renamed_) ::unlink(name_.c_str());
  }

  /// One of this very name can only be left over from a dead process whose number we got.
  Descriptor create() const {
    ::unlink(name_.c_str());
    return open_file(name_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  }
  bool rename(const fs::path& file) { return renamed_ = ::rename(name_.c_str(), file.c_str()) == 0; }

 private:
  fs::path name_;
  bool renamed_ = false;
};

bool write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written = again_if_interrupted([&] { return ::write(descriptor, bytes.data(), bytes.size()); });
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

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
  Descriptor descriptor = temporary.create();
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
