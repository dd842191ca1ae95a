#include "launch/claim.hpp"

#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace assay::launch {
namespace {

/// The first 15 digits of the id as a place in the file: 60 bits, so that two runs hardly ever share one.
off_t place_of(const std::string& run_id) { return static_cast<off_t>(std::stoull(run_id.substr(0, 15), nullptr, 16)); }

struct flock lock_of(const std::string& run_id) {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = place_of(run_id);
  lock.l_len = 1;
  return lock;
}

constexpr const char* kName = ".claims";

}  // namespace

Claims::Claims(const std::filesystem::path& folder)
    : file_(folder / kName), descriptor_(::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) throw Failure(ExitCode::results, "cannot write " + file_.string() + ": " + std::strerror(errno));
}

Claims::~Claims() { ::close(descriptor_); }

bool Claims::claim(const std::string& run_id) const {
  struct flock lock = lock_of(run_id);
  while (::fcntl(descriptor_, F_SETLK, &lock) != 0) {
    if (errno == EACCES || errno == EAGAIN) return false;
    if (errno != EINTR)
      throw Failure(ExitCode::results, file_.string() + ": the file system has no locks (" + std::strerror(errno) +
                                           "); start every program with its own --shard i/n");
  }
  return true;
}

bool Claims::is_claimed(const std::filesystem::path& folder, const std::string& run_id) {
  const int descriptor = ::open((folder / kName).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock = lock_of(run_id);
  const bool known = ::fcntl(descriptor, F_GETLK, &lock) == 0;
  ::close(descriptor);
  return known && lock.l_type != F_UNLCK;
}

}  // namespace assay::launch
