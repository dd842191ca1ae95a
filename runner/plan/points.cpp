#include "plan/points.hpp"

#include <algorithm>

#include "base/suggest.hpp"

namespace assay::plan {
namespace {

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
std::vector<spec::Point> combinations(const Dimensions& dimensions) {
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

/// Whether there are more runs than anybody means; saturates, because the product of axes may not fit a number.
bool too_many(const spec::Experiment& experiment) {
  std::size_t runs = 0;
  for (const auto& model : experiment.models) {
    std::size_t product = experiment.seeds.size();
    if (experiment.search) product *= static_cast<std::size_t>(experiment.search->trials);
    for (const auto& axes : dimensions_of(experiment, model))
      product = std::min(product * axes.front()->values.size(), kMostRuns + 1);
    runs = std::min(runs + product, kMostRuns + 1);
  }
  return runs > kMostRuns;
}

void complain_about_axis(const std::string& name, const Place& place, const spec::Experiment& experiment,
                         Diagnostics& diagnostics) {
  const bool used = std::any_of(experiment.models.begin(), experiment.models.end(),
                                [&](const spec::Entry& model) { return spec::uses_axis(experiment, model, name); });
  if (!used)
    diagnostics.add(place,
                    "axis '" + name + "' is used nowhere; expected '$" + name + "' in a model, in data or in train");
}

}  // namespace

std::vector<spec::Point> points_of(const spec::Experiment& experiment, const spec::Entry& model) {
  auto points = combinations(dimensions_of(experiment, model));
  std::erase_if(points, [&](const spec::Point& point) { return !wanted(experiment, model, point); });
  return points;
}

void complain_about_unused(const spec::Experiment& experiment, Diagnostics& diagnostics) {
  for (const auto& axis : experiment.axes) complain_about_axis(axis.name, axis.place, experiment, diagnostics);
  if (!experiment.search) return;
  for (const auto& axis : experiment.search->space) complain_about_axis(axis.name, axis.place, experiment, diagnostics);
}

void expect_few_runs(const spec::Experiment& experiment) {
  if (too_many(experiment)) refuse_so_many(experiment);
}

void refuse_so_many(const spec::Experiment& experiment) {
  throw Failure(ExitCode::experiment, experiment.models.front().place.file +
                                          ": models, axes, folds and seeds multiply to more than " +
                                          std::to_string(kMostRuns) + " runs");
}

void check_compared_metric(const spec::CompareSpec& compare, const std::vector<std::string>& known,
                           Diagnostics& diagnostics) {
  const bool measurable =
      compare.metric.find('.') == std::string::npos || std::ranges::find(known, compare.metric) != known.end();
  if (compare.metric_place.line == 0 || known.empty() || measurable) return;
  const std::string guess = did_you_mean(compare.metric, known);
  diagnostics.add(compare.metric_place, "'compare.metric' is '" + compare.metric + "', which no run measures" +
                                            (guess.empty() ? "; there are " + list_of(known) : guess));
}

}  // namespace assay::plan
