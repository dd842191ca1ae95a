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

/// What a worker ends with.
inline constexpr int kDone = 0, kFailed = 1;
inline constexpr int kStopped = 75;  ///< asked to stop, its checkpoint is written
inline constexpr int kTaken = 76;    ///< another program is at this task, or has done it
inline constexpr int kNoMemory = 77;
inline constexpr int kNotStored = 78;  ///< the results folder cannot be written to

/// How a worker ended.
struct Ending {
  int signal = 0;  ///< it died of this signal; 0: it ended by itself
  int exit_code = 0;
  bool timed_out = false;
  bool stopping = false;            ///< the pool was stopping
  bool finished = false;            ///< it said so itself; exit code 0 without this is somebody's exit(0)
  std::string message;              ///< the last thing it said about itself
  std::string blame;                ///< where it was when it died: "activation 'swish' (swish.so)"; may be empty
  std::vector<std::string> output;  ///< the last lines that it or a plugin printed
};

/// Sends from the worker to the pool; a worker that writes to a closed pipe just goes on.
class Channel {
 public:
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  /// The work proper begins: time limits count from here.
  void begin() const { send('s', {}); }
  void report(const Report& report) const;
  void message(const std::string& text) const;
  /// Only the disk has work left: the next task may start.
  void storing() const { send('w', {}); }
  void finished() const { send('d', {}); }
  int descriptor() const { return descriptor_; }

 private:
  void send(char kind, const std::string& text) const;
  int descriptor_;
};

/// On SIGALRM, sent when its time is up, a worker may say whom to blame ("b<text>" and NUL on the channel) and end.
struct Work {
  std::function<std::size_t()> count;                            ///< tasks by now, numbered from 0; may grow
  std::function<bool()> waiting = [] { return false; };          ///< whether it may grow without an end of ours
  std::function<int(std::size_t task, const Channel&)> perform;  ///< in the worker; returns its exit code
  std::function<void(std::size_t task)> started;                 ///< the others in this process
  std::function<void(std::size_t task, const Report&)> reported;
  std::function<void(std::size_t task, const Ending&)> ended;
  std::function<bool()> enough = [] { return false; };  ///< whether to stop, asked after each end
  double timeout = 0;                                   ///< seconds a task may take; 0: any
};

/// Performs all tasks in order, at most `workers` at once, not counting as many that only wait for the disk. After
/// SIGINT or SIGTERM, or when there is `enough`, no task is started and workers get SIGTERM, upon which they should
/// write a checkpoint and end with kStopped; a second signal, or 20 seconds, kills them. Returns the signal's number,
/// or 0.
int perform_all(const Work& work, std::size_t workers);

}  // namespace assay::launch
