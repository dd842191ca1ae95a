#pragma once
/// File descriptors with an owner, and calls that a signal does not cut short.

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

namespace assay::store {

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

/// With O_CLOEXEC; a file that is made gets the permissions of the mask.
Descriptor open_file(const std::filesystem::path& file, int flags);

/// False with errno where not all could be written.
bool write_all(int descriptor, std::span<const std::byte> bytes);

/// Throws Failure(results) "cannot write FILE: CAUSE", and how many bytes it needs where there is no room.
[[noreturn]] void cannot_write(const std::filesystem::path& file, int cause, std::size_t bytes);

}  // namespace assay::store
