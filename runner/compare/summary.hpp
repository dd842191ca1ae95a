#pragma once
/// Groups stored runs into arms (what is compared) and describes each arm's scores.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compare/descriptive.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// Runs that differ only in their seed.
struct Arm {
  std::string model;
  std::vector<std::pair<std::string, std::string>> axes;
  std::size_t runs = 0;      ///< with a score
  std::size_t diverged = 0;  ///< without a score, but never dropped silently
  std::size_t failed = 0;    ///< failed, crashed or timed out: likewise
  Interval lost_share{};     ///< exact 95 % interval of the share of diverged and failed runs
  Description scores{};
  double parameters = 0;  ///< mean over the runs; they agree unless an axis changes the architecture
  double operations = 0;  ///< floating-point operations of a forward pass of one sample; likewise
  double seconds = 0;     ///< mean training time

  std::size_t lost() const { return diverged + failed; }
};

/// The value of a metric in a run ("test.accuracy", "best.validation.loss"); nothing where it was not measured.
std::optional<double> score(const store::Record& run, const std::string& metric);

/// One arm for each combination of model and axis values, in the order of first appearance.
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
