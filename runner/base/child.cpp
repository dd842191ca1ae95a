#include "base/child.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <assay/error.hpp>

namespace assay {
namespace {

using Clock = std::chrono::steady_clock;

constexpr char kDone = '\x04';  // the last byte of a child that came to its end

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Lets no exception out: it would unwind into what this process was doing when it was the parent.
[[noreturn]] void be_child(const std::function<void(const Say&)>& work, int channel, pid_t parent) noexcept {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGINT, SIGTERM}) ::signal(signal, SIG_DFL);
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  work([&](std::string_view words) { write_all(channel, words); });
  write_all(channel, std::string_view(&kDone, 1));
  _exit(0);
}

/// Reads until the child closes its end. False where the time was up first.
bool listen(int channel, Clock::time_point until, std::string& said) {
  std::array<char, 4096> part{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd watched{channel, POLLIN, 0};
    const int ready = poll(&watched, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return false;
    if (ready <= 0) continue;
    const ssize_t count = read(channel, part.data(), part.size());
    if (count == 0) return true;
    if (count > 0) said.append(part.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

std::string ChildEnd::trouble() const {
  if (done) return "";
  if (timed_out) return "it does not come to an end";
  if (signal != 0) return std::string("it crashes (SIG") + sigabbrev_np(signal) + ")";
  return "it ends the program (exit code " + std::to_string(exit_code) + ")";
}

ChildEnd in_child(const std::function<void(const Say&)>& work, std::chrono::milliseconds limit) {
  std::array<int, 2> channel{};
  if (pipe2(channel.data(), O_CLOEXEC) != 0) throw Error("no pipe to a child process: " + std::string(strerror(errno)));
  std::cout.flush(), std::fflush(nullptr);  // or the child would print it again
  const pid_t parent = getpid(), child = fork();
  if (child < 0) throw Error("no child process: " + std::string(strerror(errno)));
  if (child == 0) {
    close(channel[0]);
    be_child(work, channel[1], parent);
  }
  close(channel[1]);
  ChildEnd end;
  end.timed_out = !listen(channel[0], Clock::now() + limit, end.said);
  close(channel[0]);
  if (end.timed_out) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  if (!end.said.empty() && end.said.back() == kDone && !end.timed_out && end.signal == 0) {
    end.done = true;
    end.said.pop_back();
  }
  return end;
}

}  // namespace assay
