#include "launch/pool.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <optional>
#include <sstream>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "launch/signals.hpp"

namespace assay::launch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kGrace{20};             // to write checkpoints after a signal
constexpr std::chrono::milliseconds kConfession{500};  // for a worker to say where it hangs
constexpr std::chrono::milliseconds kGlance{100};      // between two looks at what other programs have done
constexpr std::size_t kKeptOutput = 4096;
constexpr std::size_t kKeptLines = 20;

struct Worker {
  pid_t process = 0;
  std::size_t task = 0;
  int reports = -1, output = -1;
  std::string unread{}, printed{};
  Ending ending{};
  bool storing = false;
  std::optional<Clock::time_point> deadline{};  ///< then its time is up; after that, then it is killed
};

Report parse_report(std::istringstream in) {
  Report report;
  in >> report.epoch >> report.epochs;
  for (std::string name, value; in >> name >> value;) report.values.emplace_back(name, std::stod(value));
  return report;
}

std::vector<std::string> last_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (lines.size() > kKeptLines) lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kKeptLines));
  return lines;
}

[[noreturn]] void no_worker() {
  const int cause = errno;
  throw Failure(ExitCode::some_runs_failed,
                std::string("cannot start a worker process: ") + std::strerror(cause) +
                    (cause == EMFILE || cause == ENFILE ? "; raise the limit (ulimit -n) or give a smaller -j"
                     : cause == EAGAIN                  ? "; raise the limit (ulimit -u) or give a smaller -j"
                                                        : ""));
}

/// Both ends close on exec, so that a program that a plugin starts does not keep them open.
struct Pipe {
  int ends[2];
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) no_worker();
  }
};

class Pool {
 public:
  Pool(const Work& work, std::size_t limit) : work_(work), limit_(limit) {}

  int run() {
    const SignalCatcher catcher;
    std::size_t next = 0;
    while (!workers_.empty() || ((next < work_.count() || work_.waiting()) && !stopping_)) {
      while (has_room() && !stopping_ && SignalCatcher::first() == 0 && next < work_.count()) start(next++);
      wait_for_news();
      if (!stopping_ && (SignalCatcher::first() != 0 || work_.enough())) stop();
      if (SignalCatcher::count() > 1) kill_all();
      keep_time();
    }
    return SignalCatcher::first();
  }

 private:
  bool has_room() const {
    const auto storing = static_cast<std::size_t>(std::ranges::count(workers_, true, &Worker::storing));
    return workers_.size() < limit_ + std::min(storing, limit_);
  }

  void start(std::size_t task) {
    const Pipe reports, output;
    std::cout.flush(), std::fflush(nullptr);  // or the worker would print it again
    const pid_t parent = getpid(), process = fork();
    if (process < 0) no_worker();
    if (process == 0) {
      become_worker();
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent) _exit(kStopped);
      for (const auto& worker : workers_) ::close(worker.reports), ::close(worker.output);
      ::close(reports.ends[0]);
      dup2(output.ends[1], STDOUT_FILENO);
      dup2(output.ends[1], STDERR_FILENO);
      const int code = work_.perform(task, Channel(reports.ends[1]));
      std::cout.flush(), std::fflush(nullptr);
      _exit(code);
    }
    ::close(reports.ends[1]);
    ::close(output.ends[1]);
    workers_.push_back({.process = process, .task = task, .reports = reports.ends[0], .output = output.ends[0]});
    fcntl(output.ends[0], F_SETFL, O_NONBLOCK);
    work_.started(task);
  }

  void wait_for_news() {
    std::vector<pollfd> watched;
    for (const auto& worker : workers_) {
      watched.push_back({worker.reports, POLLIN, 0});
      watched.push_back({worker.output, POLLIN, 0});  // closed after its end is -1, which poll ignores
    }
    if (poll(watched.data(), watched.size(), patience()) < 0) return;
    for (const auto& item : watched)
      if (item.revents != 0) hear(item.fd);
  }

  /// Milliseconds until somebody's time is up; -1: nobody's is limited.
  int patience() const {
    std::optional<Clock::time_point> next = all_by_;
    if (!stopping_ && has_room() && work_.waiting()) next = Clock::now() + kGlance;
    for (const auto& worker : workers_)
      if (worker.deadline && (!next || *worker.deadline < *next)) next = worker.deadline;
    if (!next) return -1;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*next - Clock::now()).count() + 1;
    return static_cast<int>(std::clamp<long long>(left, 0, 60'000));
  }

  void hear(int descriptor) {
    const auto found = std::find_if(workers_.begin(), workers_.end(), [&](const Worker& worker) {
      return worker.reports == descriptor || worker.output == descriptor;
    });
    if (found == workers_.end()) return;
    if (descriptor == found->output) return drain(*found);
    char buffer[4096];
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) return finish(found);
    found->unread.append(buffer, static_cast<std::size_t>(got));
    take_lines(*found);
  }

  void take_lines(Worker& worker) {
    for (auto end = worker.unread.find('\0'); end != std::string::npos; end = worker.unread.find('\0')) {
      handle(worker, worker.unread.substr(0, end));
      worker.unread.erase(0, end + 1);
    }
  }

  void handle(Worker& worker, const std::string& line) const {
    if (line.empty()) return;
    const std::string text = line.substr(1);
    switch (line.front()) {
      case 's':
        if (work_.timeout > 0)
          worker.deadline =
              Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(work_.timeout));
        break;
      case 'm':
        worker.ending.message = text;
        break;
      case 'b':
        worker.ending.blame = text;
        break;
      case 'w':
        worker.storing = true;
        break;
      case 'd':
        worker.ending.finished = true;
        break;
      default:
        work_.reported(worker.task, parse_report(std::istringstream(text)));
    }
  }

  /// A worker's output as far as it is there; only the end is kept, whatever it prints.
  static void drain(Worker& worker) {
    char buffer[4096];
    for (int i = 0; i < 64 && worker.output >= 0; ++i) {
      const ssize_t got = read(worker.output, buffer, sizeof buffer);
      if (got < 0) return;
      if (got == 0) {
        ::close(worker.output);
        worker.output = -1;
        return;
      }
      worker.printed.append(buffer, static_cast<std::size_t>(got));
      if (worker.printed.size() > 2 * kKeptOutput) worker.printed.erase(0, worker.printed.size() - kKeptOutput);
    }
  }

  void finish(std::vector<Worker>::iterator found) {
    Worker worker = std::move(*found);
    workers_.erase(found);
    ::close(worker.reports);
    // A plugin may have closed the pipe and live on; for a process that is ending already the signal changes nothing.
    kill(worker.process, SIGKILL);
    int status = 0;
    while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
    }
    drain(worker);
    if (worker.output >= 0) ::close(worker.output);
    worker.ending.output = last_lines(worker.printed);
    worker.ending.stopping = stopping_;
    if (WIFSIGNALED(status))
      worker.ending.signal = WTERMSIG(status);
    else
      worker.ending.exit_code = WEXITSTATUS(status);
    work_.ended(worker.task, worker.ending);
  }

  void keep_time() {
    const auto now = Clock::now();
    if (all_by_ && now >= *all_by_) kill_all();
    for (auto& worker : workers_) {
      if (!worker.deadline || now < *worker.deadline) continue;
      kill(worker.process, worker.ending.timed_out ? SIGKILL : SIGALRM);
      worker.ending.timed_out = true;
      worker.deadline = now + kConfession;
    }
  }

  void stop() {
    stopping_ = true;
    all_by_ = Clock::now() + kGrace;
    for (const auto& worker : workers_) kill(worker.process, SIGTERM);
  }

  void kill_all() {
    stopping_ = true;
    all_by_ = Clock::now() + kGrace;
    for (const auto& worker : workers_) kill(worker.process, SIGKILL);
  }

  const Work& work_;
  std::size_t limit_;
  std::vector<Worker> workers_;
  bool stopping_ = false;
  std::optional<Clock::time_point> all_by_;  ///< when stopping: then the rest are killed
};

}  // namespace

void Channel::send(char kind, const std::string& text) const {
  std::string line = kind + text;
  line += '\0';
  for (std::size_t done = 0; done < line.size();) {
    const ssize_t wrote = write(descriptor_, line.data() + done, line.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return;
    done += static_cast<std::size_t>(wrote);
  }
}

void Channel::report(const Report& report) const {
  std::ostringstream text;
  text << report.epoch << ' ' << report.epochs << std::hexfloat;
  for (const auto& [name, value] : report.values) text << ' ' << name << ' ' << value;
  send('r', text.str());
}

void Channel::message(const std::string& text) const { send('m', text); }

int perform_all(const Work& work, std::size_t workers) { return Pool(work, workers).run(); }

}  // namespace assay::launch
