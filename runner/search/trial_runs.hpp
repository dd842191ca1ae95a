#pragma once
/// One search as runs: suggestions become configurations with an id, and what these came to is told by their scores.

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "plan/tuned.hpp"
#include "search/search.hpp"

namespace assay::search {

/// The space that a model is tuned in.
Space space_of(const plan::Tuned& tuned);

class TrialRuns {
 public:
  /// All must live as long as this.
  TrialRuns(const spec::Experiment& experiment, const spec::Catalogue& catalogue, const plan::Tuned& tuned,
            std::uint64_t seed);

  /// Runs that may be done now and were not given out before. They stay where they are.
  std::vector<const plan::Run*> next();

  /// What a trial came to; nothing for one that failed, which counts as the worst.
  void tell(std::size_t trial, std::optional<double> score);

  const std::deque<plan::Run>& runs() const { return runs_; }
  const plan::Tuned& tuned() const { return tuned_; }
  std::uint64_t seed() const { return seed_; }
  /// How many trials it has in all: as many as wanted, or all points of its space.
  std::size_t total() const { return total_; }
  /// The best score so far; nothing where no trial has one.
  std::optional<double> best() const;

 private:
  const spec::Experiment& experiment_;
  const spec::Catalogue& catalogue_;
  const plan::Tuned& tuned_;
  std::uint64_t seed_;
  std::size_t total_;
  bool larger_is_better_;
  Search search_;
  std::deque<plan::Run> runs_;
};

}  // namespace assay::search
