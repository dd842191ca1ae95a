#include "base/servant.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <assay/error.hpp>

#include "base/child.hpp"

namespace assay {
namespace {

/// A process that is gone is an error, no signal.
bool write_all(int descriptor, const void* from, std::size_t size) {
  const char* at = static_cast<const char*>(from);
  while (size > 0) {
    const ssize_t written = ::send(descriptor, at, size, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    at += written, size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool read_all(int descriptor, void* to, std::size_t size) {
  char* at = static_cast<char*>(to);
  while (size > 0) {
    const ssize_t got = ::read(descriptor, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got, size -= static_cast<std::size_t>(got);
  }
  return true;
}

/// A message is its length and its bytes.
bool send_text(int descriptor, std::string_view text) {
  const std::uint64_t size = text.size();
  return write_all(descriptor, &size, sizeof size) && write_all(descriptor, text.data(), text.size());
}

bool receive_text(int descriptor, std::string& text) {
  std::uint64_t size = 0;
  if (!read_all(descriptor, &size, sizeof size)) return false;
  text.resize(size);
  return read_all(descriptor, text.data(), size);
}

rlim_t mapped_bytes() {
  std::ifstream pages("/proc/self/statm");
  rlim_t mapped = 0;
  pages >> mapped;
  return mapped * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

rlim_t& mapped_at_start() {
  static rlim_t bytes = 0;
  return bytes;
}

void set_timer(double seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = static_cast<time_t>(seconds);
  timer.it_value.tv_usec = static_cast<suseconds_t>(1e6 * (seconds - std::floor(seconds)));
  setitimer(ITIMER_PROF, &timer, nullptr);
}

[[noreturn]] void be_servant(const Servant::Work& work, int channel, pid_t parent) noexcept {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGPROF, SIGTERM}) ::signal(signal, SIG_DFL);
  for (const int signal : {SIGINT, SIGALRM}) ::signal(signal, SIG_IGN);  // the program decides what becomes of us
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_UNBLOCK, &all, nullptr);
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  mapped_at_start() = mapped_bytes();
  for (std::string request; receive_text(channel, request);) {
    const std::string answer = work(request);
    set_timer(0);
    if (!send_text(channel, answer)) break;
  }
  _exit(0);
}

}  // namespace

void limit_answer(std::uint64_t bytes, double seconds) {
  rlimit memory{};
  getrlimit(RLIMIT_AS, &memory);
  memory.rlim_cur = std::min<rlim_t>(memory.rlim_max, mapped_at_start() + bytes);
  setrlimit(RLIMIT_AS, &memory);
  set_timer(seconds);
}

void Servant::hire() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw Error(std::string("no channel to a child process: ") + strerror(errno));
  std::cout.flush(), std::fflush(nullptr);  // or the child would print it again
  owner_ = getpid();
  child_ = fork();
  const int cause = errno;
  if (child_ == 0) {
    close(ends[0]);
    be_servant(work_, ends[1], owner_);
  }
  close(ends[1]);
  channel_ = ends[0];
  if (child_ > 0) return;
  dismiss();
  throw Error(std::string("no child process: ") + strerror(cause));
}

/// A child of the process that this one was forked from is none of ours.
void Servant::dismiss() {
  if (channel_ >= 0) close(std::exchange(channel_, -1));
  const pid_t child = std::exchange(child_, 0);
  if (child <= 0 || owner_ != getpid()) return;
  kill(child, SIGKILL);
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
}

/// From a child that no longer answers: how it ended.
std::string Servant::part() {
  close(std::exchange(channel_, -1));
  const pid_t child = std::exchange(child_, 0);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  ChildEnd end;
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  end.timed_out = end.signal == SIGPROF;
  return end.trouble();
}

Servant::Answer Servant::ask(std::string_view request) {
  const std::lock_guard lock(mutex_);
  if (owner_ != getpid()) dismiss();
  if (child_ == 0) hire();
  Answer answer;
  if (!send_text(channel_, request) || !receive_text(channel_, answer.text)) answer = {{}, part()};
  return answer;
}

}  // namespace assay
