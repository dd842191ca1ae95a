// A library to preload: makes the n-th call that changes a folder fail, or ends the process there. The calls of all
// processes that share the counter file are counted together, so that every one of a whole sweep can be reached.
//
//   ASSAY_FAULT_FOLDER   only calls on files in this folder count
//   ASSAY_FAULT_COUNTER  a file of 8 bytes, the number of calls so far
//   ASSAY_FAULT_AT       the number of the call, from 1; 0: only count
//   ASSAY_FAULT          ENOSPC, EIO, EDQUOT; KILL (this process) or KILLALL (its group)
//
// A killed write puts half of its bytes on the disk first, and a failing one too: a disk runs full in the middle.

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

const std::string folder = environment("ASSAY_FAULT_FOLDER");
const std::string fault = environment("ASSAY_FAULT");
const std::uint64_t fault_at = std::strtoull(environment("ASSAY_FAULT_AT").c_str(), nullptr, 10);

std::atomic<std::uint64_t>* open_counter() {
  const int file = ::open(environment("ASSAY_FAULT_COUNTER").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return nullptr;
  void* memory = ::mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  return memory == MAP_FAILED ? nullptr : static_cast<std::atomic<std::uint64_t>*>(memory);
}
std::atomic<std::uint64_t>* const counter = open_counter();

bool inside(const std::string& path) { return !folder.empty() && path.rfind(folder, 0) == 0; }

bool inside(int descriptor) {
  char path[4096];
  const auto size = ::readlink(("/proc/self/fd/" + std::to_string(descriptor)).c_str(), path, sizeof path);
  return size > 0 && inside(std::string(path, static_cast<std::size_t>(size)));
}

/// The error that this call is to fail with; 0: none. Does not return where the process ends here.
int due() {
  if (!counter || counter->fetch_add(1) + 1 != fault_at) return 0;
  if (fault == "KILL") ::kill(::getpid(), SIGKILL);
  if (fault == "KILLALL") ::kill(0, SIGKILL);
  return fault == "EIO" ? EIO : fault == "EDQUOT" ? EDQUOT : ENOSPC;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

int fail(int error) {
  errno = error;
  return -1;
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static const auto original = real<ssize_t(int, const void*, size_t)>("write");
  if (!inside(descriptor)) return original(descriptor, bytes, size);
  if (counter && counter->load() + 1 == fault_at) original(descriptor, bytes, size / 2);
  if (const int error = due()) return fail(error);
  return original(descriptor, bytes, size);
}

int fsync(int descriptor) {
  static const auto original = real<int(int)>("fsync");
  if (const int error = inside(descriptor) ? due() : 0) return fail(error);
  return original(descriptor);
}

int rename(const char* from, const char* to) {
  static const auto original = real<int(const char*, const char*)>("rename");
  const std::string absolute = std::string(from).front() == '/' ? from : environment("PWD") + '/' + from;
  if (const int error = inside(absolute) ? due() : 0) return fail(error);
  return original(from, to);
}

}  // extern "C"
