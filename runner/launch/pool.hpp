#pragma once
/// Worker processes, one a run: each is forked from this process, so that plugins and data are loaded once, and a crash
/// takes nothing else along.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "train/outcome.hpp"

namespace assay::launch {

/// What a worker says while it works.
struct Report {
  std::int64_t epoch = 0, epochs = 0;
  train::Values values;
};

/// How a worker ended.
struct Ending {
  int signal = 0;  ///< it died of this signal; 0: it ended by itself
  int exit_code = 0;
  std::string message;  ///< the last thing it said about itself
};

/// Sends from the worker to the pool; a worker that writes to a closed pipe just goes on.
class Channel {
 public:
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  void report(const Report& report) const;
  void message(const std::string& text) const;

 private:
  void send(char kind, const std::string& text) const;
  int descriptor_;
};

struct Work {
  std::size_t count = 0;                                         ///< tasks, numbered from 0
  std::function<int(std::size_t task, const Channel&)> perform;  ///< in the worker; returns its exit code
  std::function<void(std::size_t task)> started;                 ///< the others in this process
  std::function<void(std::size_t task, const Report&)> reported;
  std::function<void(std::size_t task, const Ending&)> ended;
};

/// Performs all tasks in order, at most `workers` at once. After SIGINT or SIGTERM no task is started, workers are
/// stopped, and the signal's number is returned; 0 when all tasks have ended.
int perform_all(const Work& work, std::size_t workers);

}  // namespace assay::launch
