#include "launch/pool.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <map>
#include <sstream>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/failure.hpp"

namespace assay::launch {
namespace {

volatile std::sig_atomic_t stop_signal = 0;
extern "C" void remember_signal(int signal) { stop_signal = signal; }

/// Catches SIGINT and SIGTERM while it lives.
class SignalCatcher {
 public:
  SignalCatcher() {
    stop_signal = 0;
    struct sigaction action {};
    action.sa_handler = remember_signal;  // without SA_RESTART, so that poll() wakes up
    sigaction(SIGINT, &action, &interrupt_);
    sigaction(SIGTERM, &action, &terminate_);
  }
  ~SignalCatcher() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGTERM, &terminate_, nullptr);
  }
  SignalCatcher(const SignalCatcher&) = delete;
  SignalCatcher& operator=(const SignalCatcher&) = delete;

 private:
  struct sigaction interrupt_ {
  }, terminate_{};
};

struct Worker {
  pid_t process = 0;
  std::size_t task = 0;
  std::string unread, message;
};

Report parse_report(std::istringstream in) {
  Report report;
  in >> report.epoch >> report.epochs;
  for (std::string name, value; in >> name >> value;) report.values.emplace_back(name, std::stod(value));
  return report;
}

class Pool {
 public:
  Pool(const Work& work, std::size_t limit) : work_(work), limit_(limit) {}

  int run() {
    const SignalCatcher catcher;
    std::size_t next = 0;
    while (next < work_.count || !workers_.empty()) {
      while (next < work_.count && workers_.size() < limit_ && stop_signal == 0) start(next++);
      if (stop_signal != 0) return stop_all();
      wait_for_news();
    }
    return 0;
  }

 private:
  void start(std::size_t task) {
    int ends[2];
    if (pipe(ends) != 0) throw Failure(ExitCode::some_runs_failed, "cannot start a worker: no pipe is left");
    std::fflush(nullptr);  // or the worker would print it again
    const pid_t process = fork();
    if (process < 0) throw Failure(ExitCode::some_runs_failed, "cannot start a worker process");
    if (process == 0) {
      ::close(ends[0]);
      for (const auto& [descriptor, worker] : workers_) ::close(descriptor);
      std::signal(SIGINT, SIG_IGN);  // the pool decides
      std::signal(SIGTERM, SIG_DFL);
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      _exit(work_.perform(task, Channel(ends[1])));
    }
    ::close(ends[1]);
    workers_[ends[0]] = {process, task, {}, {}};
    work_.started(task);
  }

  void wait_for_news() {
    std::vector<pollfd> watched;
    for (const auto& [descriptor, worker] : workers_) watched.push_back({descriptor, POLLIN, 0});
    if (poll(watched.data(), watched.size(), -1) < 0) return;
    for (const auto& item : watched)
      if (item.revents != 0) read_from(item.fd);
  }

  void read_from(int descriptor) {
    char buffer[4096];
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) return;
    Worker& worker = workers_.at(descriptor);
    if (got <= 0) return finish(descriptor);
    worker.unread.append(buffer, static_cast<std::size_t>(got));
    for (auto end = worker.unread.find('\0'); end != std::string::npos; end = worker.unread.find('\0')) {
      handle(worker, worker.unread.substr(0, end));
      worker.unread.erase(0, end + 1);
    }
  }

  void handle(Worker& worker, const std::string& line) const {
    if (line.starts_with('m'))
      worker.message = line.substr(1);
    else
      work_.reported(worker.task, parse_report(std::istringstream(line.substr(1))));
  }

  void finish(int descriptor) {
    const Worker worker = std::move(workers_.at(descriptor));
    workers_.erase(descriptor);
    ::close(descriptor);
    int status = 0;
    while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {
    }
    Ending ending{0, 0, worker.message};
    if (WIFSIGNALED(status))
      ending.signal = WTERMSIG(status);
    else
      ending.exit_code = WEXITSTATUS(status);
    work_.ended(worker.task, ending);
  }

  int stop_all() {
    for (const auto& [descriptor, worker] : workers_) kill(worker.process, SIGKILL);
    for (const auto& [descriptor, worker] : workers_) {
      waitpid(worker.process, nullptr, 0);
      ::close(descriptor);
    }
    workers_.clear();
    return stop_signal;
  }

  const Work& work_;
  std::size_t limit_;
  std::map<int, Worker> workers_;  ///< by the pipe's descriptor
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
