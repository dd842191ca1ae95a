#pragma once
/// Describes the scores of each arm: of runs that differ only in their seed (grouping.hpp).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compare/descriptive.hpp"
#include "compare/score.hpp"
#include "store/record.hpp"

namespace assay::compare {

struct Arm {
  std::string experiment, model;
  std::vector<std::pair<std::string, std::string>> axes;
  std::string settings{};    ///< what tells it from others of the same model and axis values, see Group
  std::size_t runs = 0;      ///< with a score: independent ones, each of another seed
  std::size_t unscored = 0;  ///< finished, but the score is missing, or no number
  std::size_t diverged = 0;  ///< without a score, but never dropped silently
  std::size_t failed = 0;    ///< failed, crashed or timed out: likewise
  Interval lost_share{};     ///< exact 95 % interval of the share of diverged and failed runs
  Description scores{};
  double parameters = 0;  ///< mean over the runs; they agree unless an axis changes the architecture
  double operations = 0;  ///< floating-point operations of a forward pass of one sample; likewise
  double seconds = 0;     ///< mean training time

  std::size_t lost() const { return diverged + failed; }
};

/// One arm for each configuration, in the order of first appearance.
std::vector<Arm> arms(std::span<const store::Record> runs, const std::string& metric);

/// Sorts by mean, median, iqm, min or max (the best first), or by sd, parameters, operations, seconds or n (the least
/// first).
/// Arms without a score come last. Throws Failure(usage) for another key, with did-you-mean.
void sort_arms(std::vector<Arm>& arms, const std::string& key, bool larger_is_better);

/// The metric to compare by where nobody says: the first of test.accuracy, test.high_quality, test.bits_per_character,
/// test.rmse, test.mse, test.loss, train.loss, generator_loss that some run has.
std::string default_metric(std::span<const store::Record> runs);

/// All metrics that some run has, in the order of first appearance.
std::vector<std::string> metrics_of(std::span<const store::Record> runs);

}  // namespace assay::compare
