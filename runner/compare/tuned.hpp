#pragma once
/// Tuned arms: of a search, only its best trial counts, and its score is that of the model, tuned so. One search for
/// each seed makes one number a replicate; everything after that (pairs, tests, verdicts) is as for any other runs.
///
/// The best trial is chosen by the search's own metric, ties by the earlier trial. What it was chosen by is too good by
/// the luck of the choice; what it is judged by (the test part) is not.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/record.hpp"
#include "store/trial_table.hpp"

namespace assay::compare {

/// A search with one seed: where its trials are among the runs that were given.
struct TunedSearch {
  std::string model;
  std::vector<std::pair<std::string, std::string>> axes;  ///< of the sweep
  store::SearchRecord search;
  std::vector<std::size_t> trials;                            ///< in their order
  std::size_t best = 0;                                       ///< which of them
  std::vector<std::pair<std::string, std::string>> values{};  ///< of what was searched, the best trial's
  double gain = 0;    ///< what the best trial's test is better by than the first's; NaN where either has none
  double epochs = 0;  ///< spent on all trials
};

struct Tuning {
  std::vector<TunedSearch> searches;  ///< in the order of their first runs
  std::string metric, method;
  std::size_t trials = 0;          ///< of each search, unless it used its space up
  std::vector<std::string> notes;  ///< what a reader should know

  /// "when tuned with 60 trials"
  std::string condition() const;
  /// The method in one sentence.
  std::string sentence() const;
  /// Whether some model's search chose this axis.
  bool is_searched(const std::string& axis) const;
};

/// Nothing where no run is a trial. `tables` say so of runs that were stored before they became trials.
/// Throws Failure(usage) where no fair comparison can come of it: searches for different metrics, by different methods
/// or with different numbers of trials; trials that are not among the runs; two searches of one model and seed.
std::optional<Tuning> tuning_of(std::span<const store::Record> runs, std::span<const store::TrialTable> tables,
                                const std::string& metric);

/// The best trials, one a search, and the runs of experiments without a search, as places among `runs`, rising.
std::vector<std::size_t> winners(const Tuning& tuning, std::span<const store::Record> runs);

/// Takes from winners what their search chose, so that the winners of all seeds are runs of one arm: the searched axes,
/// and every setting in which trials of one search differ. `all` are the runs that the tuning was made of.
void forget_searched(const Tuning& tuning, std::span<const store::Record> all, std::span<store::Record> winners);

}  // namespace assay::compare
