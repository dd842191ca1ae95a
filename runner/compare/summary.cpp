#include "compare/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "compare/bounds.hpp"
#include "compare/grouping.hpp"
#include "compare/pairwise.hpp"

namespace assay::compare {
namespace {

Arm make_arm(const Group& group, std::span<const store::Record> all, const std::string& metric,
             const spec::Range& range) {
  Arm arm{.experiment = group.experiment, .model = group.model, .axes = group.axes, .settings = group.settings};
  std::vector<double> scores;
  for (const std::size_t i : group.runs) {
    const auto& run = all[i];
    if (run.status != store::Status::complete) {
      ++(run.status == store::Status::diverged ? arm.diverged : arm.failed);
      continue;
    }
    if (const auto value = score(run, metric))
      scores.push_back(*value);
    else
      ++arm.unscored;
    arm.parameters += score(run, "parameters").value_or(0);
    arm.operations += score(run, "operations").value_or(0);
    arm.seconds += run.timing.seconds;
  }
  if (const auto finished = static_cast<double>(group.runs.size() - arm.lost()); finished > 0)
    for (double* sum : {&arm.parameters, &arm.operations, &arm.seconds}) *sum /= finished;
  arm.lost_share = share_interval(arm.lost(), group.runs.size());
  arm.runs = scores.size();
  arm.scores = describe(scores, range);
  return arm;
}

}  // namespace

std::vector<Arm> arms(std::span<const store::Record> runs, const std::string& metric) {
  const spec::Range range = range_of(runs, metric);
  std::vector<Arm> arms;
  for (const auto& group : group_runs(runs).groups) arms.push_back(make_arm(group, runs, metric, range));
  return arms;
}

void sort_arms(std::vector<Arm>& arms, const std::string& key, bool larger_is_better) {
  static const std::map<std::string, double (*)(const Arm&)> kKeys{
      {"mean", [](const Arm& arm) { return arm.scores.mean; }},
      {"median", [](const Arm& arm) { return arm.scores.median; }},
      {"iqm", [](const Arm& arm) { return arm.scores.middle_mean; }},
      {"min", [](const Arm& arm) { return arm.scores.least; }},
      {"max", [](const Arm& arm) { return arm.scores.most; }},
      {"sd", [](const Arm& arm) { return arm.scores.deviation; }},
      {"parameters", [](const Arm& arm) { return arm.parameters; }},
      {"operations", [](const Arm& arm) { return arm.operations; }},
      {"seconds", [](const Arm& arm) { return arm.seconds; }},
      {"n", [](const Arm& arm) { return static_cast<double>(arm.runs); }}};
  const auto found = kKeys.find(key);
  if (found == kKeys.end()) {
    std::vector<std::string> known;
    for (const auto& [name, get] : kKeys) known.push_back(name);
    throw Failure(ExitCode::usage, "arms cannot be sorted by '" + key + "'" + did_you_mean(key, known) +
                                       "\nthere are " + list_of(known));
  }
  static const std::vector<std::string> kScores{"mean", "median", "iqm", "min", "max"};
  const bool descending = larger_is_better && std::ranges::find(kScores, key) != kScores.end();
  std::ranges::stable_sort(arms, {}, [&](const Arm& arm) {
    const double value = found->second(arm);
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : descending ? -value : value;
  });
}

std::vector<std::string> metrics_of(std::span<const store::Record> runs) {
  std::vector<std::string> names;
  for (const auto& run : runs)
    for (const auto& [name, value] : run.final_values)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

std::string default_metric(std::span<const store::Record> runs) {
  static constexpr std::array kPreferred{"test.accuracy", "test.high_quality", "test.bits_per_character",
                                         "test.rmse",     "test.mse",          "test.loss",
                                         "train.loss",    "generator_loss"};
  const auto known = metrics_of(runs);
  for (const char* metric : kPreferred)
    if (std::find(known.begin(), known.end(), metric) != known.end()) return metric;
  return known.empty() ? "" : known.front();
}

}  // namespace assay::compare
