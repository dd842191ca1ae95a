#pragma once
/// Tells how far a sweep has come: on a terminal a line for the whole and one a worker, which renew themselves,
/// elsewhere a line now and then. Failures appear as they happen.

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "launch/pool.hpp"

namespace assay::launch {

class Progress {
 public:
  /// `total` runs are to be done; nothing is shown when `quiet`.
  Progress(std::size_t total, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// There are so many now; `news` stands in the line.
  void expect(std::size_t total, const std::string& news);
  void started(std::size_t task, const std::string& run);
  void reported(std::size_t task, const Report& report);
  /// `trouble` is empty for a run that went well. A missing one is told of, and counts as neither done nor failed.
  void ended(std::size_t task, const std::string& trouble, bool missing);
  /// The task is another program's, or was stopped: it counts as neither done nor running.
  void left(std::size_t task);
  /// What a worker printed; shown for a run that went well too, unless quiet.
  void printed(const std::string& run, const std::vector<std::string>& lines, bool went_well);

 private:
  using Clock = std::chrono::steady_clock;

  struct Running {
    std::string name;
    double share = 0;
    std::string latest;
  };

  void show(bool now);
  std::string line() const;
  std::string workers(const char* before_each) const;
  void draw();
  void clear_line();

  std::size_t total_, done_ = 0, failed_ = 0;
  std::size_t drawn_ = 0;  ///< lines on the terminal
  bool quiet_, terminal_;
  std::string news_;
  std::map<std::size_t, Running> running_;
  Clock::time_point start_ = Clock::now(), shown_{};
};

}  // namespace assay::launch
