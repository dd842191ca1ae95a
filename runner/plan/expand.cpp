#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "plan/run.hpp"
#include "spec/canonical.hpp"
#include "spec/measured.hpp"

namespace assay::plan {
namespace {

constexpr std::size_t kMostRuns = 100'000;       // about 100 bytes each, and 10 kB a point
constexpr std::size_t kMostComplaints = 10'000;  // of all points together; after these no further point is looked at

/// The axes of a dimension that a model uses.
std::vector<const spec::Axis*> used_of(const spec::Experiment& experiment, const spec::Entry& model,
                                       const spec::Dimension& dimension) {
  std::vector<const spec::Axis*> used;
  for (const std::size_t i : dimension.axes)
    if (spec::uses_axis(experiment, model, experiment.axes[i].name)) used.push_back(&experiment.axes[i]);
  return used;
}

using Dimensions = std::vector<std::vector<const spec::Axis*>>;

/// Those of which a model uses something.
Dimensions dimensions_of(const spec::Experiment& experiment, const spec::Entry& model) {
  Dimensions all;
  for (const auto& dimension : experiment.dimensions)
    if (auto used = used_of(experiment, model, dimension); !used.empty()) all.push_back(std::move(used));
  return all;
}

/// Every combination of the dimensions' rows, the last dimension fastest.
std::vector<spec::Point> points_of(const Dimensions& dimensions) {
  std::vector<spec::Point> points{{}};
  for (const auto& axes : dimensions) {
    std::vector<spec::Point> longer;
    for (const auto& point : points)
      for (std::size_t row = 0; row < axes.front()->values.size(); ++row) {
        longer.push_back(point);
        for (const auto* axis : axes) longer.back().values.emplace_back(axis->name, &axis->values[row]);
      }
    points = std::move(longer);
  }
  return points;
}

bool wanted(const spec::Experiment& experiment, const spec::Entry& model, const spec::Point& point) {
  if (experiment.exclude.empty() && experiment.only.empty()) return true;
  spec::Facts facts{{"model", model.key}};
  for (const auto& [axis, value] : point.values) facts[axis] = spec::axis_text(*value);
  const auto holds = [&](const spec::Condition& condition) { return condition(facts); };
  return std::none_of(experiment.exclude.begin(), experiment.exclude.end(), holds) &&
         std::all_of(experiment.only.begin(), experiment.only.end(), holds);
}

[[noreturn]] void refuse_so_many(const spec::Experiment& experiment) {
  throw Failure(ExitCode::experiment, experiment.models.front().place.file +
                                          ": models, axes, folds and seeds multiply to more than " +
                                          std::to_string(kMostRuns) + " runs");
}

/// The numbers 0 .. n-1, or the one that the experiment chooses.
std::vector<std::int64_t> chosen(std::optional<std::int64_t> one, std::int64_t n) {
  if (one) return {*one};
  std::vector<std::int64_t> all(static_cast<std::size_t>(n));
  std::iota(all.begin(), all.end(), std::int64_t{0});
  return all;
}

/// Folds are an axis of the data: every one of every repeat. Without folds the configuration as it is.
std::vector<spec::RunSpec> folds_of(const spec::Experiment& experiment, const spec::RunSpec& spec,
                                    const CountFolds& count_folds) {
  const spec::Split& split = spec.data.split;
  if (split.folds == 0) return {spec};
  const bool all = split.folds == spec::Split::kAllFolds;
  if (all && !count_folds) throw Error("nobody counts the folds of the data");
  const std::int64_t folds = all ? count_folds(spec) : split.folds;
  if (folds > static_cast<std::int64_t>(kMostRuns)) refuse_so_many(experiment);
  if (split.fold && *split.fold >= folds)
    throw Failure(ExitCode::experiment, to_string(split.place) + ": 'split.fold' is " + std::to_string(*split.fold) +
                                            "; the data has " + std::to_string(folds) + " folds, counted from 0");
  std::vector<spec::RunSpec> specs;
  for (const auto repeat : chosen(split.repeat, split.repeats))
    for (const auto fold : chosen(split.fold, folds)) {
      specs.push_back(spec);
      specs.back().data.split.repeat = repeat;
      specs.back().data.split.fold = fold;
    }
  return specs;
}

void add_runs(std::vector<Run>& runs, std::set<std::string>& ids, const spec::Experiment& experiment,
              const spec::RunSpec& spec, const spec::Point& point) {
  const spec::Node tree = spec::canonical(spec);
  Run::Shared shared{.axes = {}, .spec = spec, .leaves = spec::leaves(tree), .body = spec::to_yaml(tree)};
  for (const auto& [axis, value] : point.values) shared.axes.emplace_back(axis, spec::axis_text(*value));
  Run run{.id = {}, .seed = 0, .shared = std::make_shared<const Run::Shared>(std::move(shared))};
  for (const std::uint64_t seed : experiment.seeds) {
    run.seed = seed;
    run.id = sha256(run.config()).substr(0, 16);
    if (ids.insert(run.id).second) runs.push_back(run);
  }
  if (runs.size() > kMostRuns) refuse_so_many(experiment);
}

void complain_about_unused(const spec::Experiment& experiment, Diagnostics& diagnostics) {
  for (const auto& axis : experiment.axes) {
    const bool used = std::any_of(experiment.models.begin(), experiment.models.end(), [&](const spec::Entry& model) {
      return spec::uses_axis(experiment, model, axis.name);
    });
    if (!used)
      diagnostics.add(axis.place, "axis '" + axis.name + "' is used nowhere; expected '$" + axis.name +
                                      "' in a model, in data or in train");
  }
}

/// Whether there are more runs than anybody means; saturates, because the product of axes may not fit a number.
bool too_many(const spec::Experiment& experiment) {
  std::size_t runs = 0;
  for (const auto& model : experiment.models) {
    std::size_t product = experiment.seeds.size();
    for (const auto& axes : dimensions_of(experiment, model))
      product = std::min(product * axes.front()->values.size(), kMostRuns + 1);
    runs = std::min(runs + product, kMostRuns + 1);
  }
  return runs > kMostRuns;
}

/// Names without a point ("seconds") are facts of the program, which are not all known here.
void check_compared_metric(const spec::CompareSpec& compare, const std::set<std::string>& measured,
                           Diagnostics& diagnostics) {
  const bool measurable = compare.metric.find('.') == std::string::npos || measured.count(compare.metric) > 0;
  if (compare.metric_place.line == 0 || measured.empty() || measurable) return;
  const std::vector<std::string> known(measured.begin(), measured.end());
  const std::string guess = did_you_mean(compare.metric, known);
  diagnostics.add(compare.metric_place, "'compare.metric' is '" + compare.metric + "', which no run measures" +
                                            (guess.empty() ? "; there are " + list_of(known) : guess));
}

}  // namespace

std::vector<Run> expand(const spec::Experiment& experiment, const spec::Catalogue& catalogue,
                        const CountFolds& count_folds) {
  Diagnostics diagnostics = experiment.diagnostics;
  std::vector<Run> runs;
  std::set<std::string> ids;
  std::set<std::string> measured;
  complain_about_unused(experiment, diagnostics);
  if (too_many(experiment)) refuse_so_many(experiment);
  for (const auto& model : experiment.models)
    for (const auto& point : points_of(dimensions_of(experiment, model))) {
      if (diagnostics.messages().size() >= kMostComplaints) break;
      if (!wanted(experiment, model, point)) continue;
      const std::size_t before = diagnostics.messages().size();
      const spec::RunSpec spec = spec::resolve(experiment, model, point, catalogue, diagnostics);
      if (diagnostics.messages().size() > before) continue;
      for (const auto& fold : folds_of(experiment, spec, count_folds)) add_runs(runs, ids, experiment, fold, point);
      for (auto& name : spec::measured_at_end(spec)) measured.insert(std::move(name));
    }
  if (runs.empty() && diagnostics.empty() && !experiment.models.empty())
    diagnostics.add(experiment.models.front().place, "'exclude' and 'only' leave no run");
  check_compared_metric(experiment.compare, measured, diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return runs;
}

}  // namespace assay::plan
