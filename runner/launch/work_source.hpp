#pragma once
/// Where runs come from: work that can be asked for more. A grid gives all its runs at once; a search gives a run when
/// what it rests on is stored.

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "plan/run.hpp"

namespace assay::launch {

class WorkSource {
 public:
  virtual ~WorkSource() = default;

  /// Runs that may be done now and were not given out before, in order; they live as long as this. Empty: none, until
  /// one that was given out is stored.
  virtual std::vector<const plan::Run*> next() = 0;

  /// A run that was given out is stored in `file`, well or as a failure.
  virtual void done(const plan::Run& run, const std::filesystem::path& file) = 0;

  /// How many runs there are, given out or not.
  virtual std::size_t total() const = 0;

  /// How many of them can be under way at once.
  virtual std::size_t most_at_once() const { return total(); }

  /// Writes what it leaves beside the runs when it has come as far as it does now. Throws Failure(results).
  virtual void leave(const std::filesystem::path&) const {}

  /// How far it has come, in a few words, for the progress line.
  virtual std::string news() const { return ""; }
};

/// Every `shards`-th run of a list, from number `shard` on.
class Grid final : public WorkSource {
 public:
  explicit Grid(const std::vector<plan::Run>& runs, std::size_t shard = 0, std::size_t shards = 1) {
    for (std::size_t i = shard; i < runs.size(); i += shards) left_.push_back(&runs[i]);
    total_ = left_.size();
  }

  std::vector<const plan::Run*> next() override { return std::exchange(left_, {}); }
  void done(const plan::Run&, const std::filesystem::path&) override {}
  std::size_t total() const override { return total_; }

 private:
  std::vector<const plan::Run*> left_;
  std::size_t total_;
};

}  // namespace assay::launch
