#include <algorithm>
#include <set>

#include "base/sha256.hpp"
#include "plan/run.hpp"
#include "spec/canonical.hpp"

namespace assay::plan {
namespace {

std::vector<const spec::Axis*> axes_of(const spec::Experiment& experiment, const spec::Entry& model) {
  std::vector<const spec::Axis*> axes;
  for (const auto& axis : experiment.axes)
    if (spec::uses_axis(experiment, model, axis.name)) axes.push_back(&axis);
  return axes;
}

/// Every combination of the axes' values, the last axis fastest.
std::vector<spec::Point> points_of(const std::vector<const spec::Axis*>& axes) {
  std::vector<spec::Point> points{{}};
  for (const auto* axis : axes) {
    std::vector<spec::Point> longer;
    for (const auto& point : points)
      for (const auto& value : axis->values) {
        longer.push_back(point);
        longer.back().values.emplace_back(axis->name, &value);
      }
    points = std::move(longer);
  }
  return points;
}

/// How an axis value is shown: the scalar itself, or the component's name with its parameters.
std::string text_of(const spec::Node& node) {
  switch (node.kind) {
    case spec::Node::Kind::null:
      return "none";
    case spec::Node::Kind::scalar:
      return node.text;
    default:
      break;
  }
  std::string text;
  for (const auto& item : node.items) text += (text.empty() ? "" : ",") + text_of(item);
  for (const auto& entry : node.entries)
    text += (text.empty() ? "" : ",") + entry.key + '(' + text_of(entry.value) + ')';
  return text;
}

void add_runs(std::vector<Run>& runs, std::set<std::string>& ids, const spec::Experiment& experiment,
              const spec::RunSpec& spec, const spec::Point& point) {
  const spec::Node tree = spec::canonical(spec);
  const std::string body = spec::to_yaml(tree);
  Run run{.id = {},
          .model = spec.model.name,
          .axes = {},
          .seed = 0,
          .spec = spec,
          .config = {},
          .leaves = spec::leaves(tree)};
  for (const auto& [axis, value] : point.values) run.axes.emplace_back(axis, text_of(*value));
  for (const std::uint64_t seed : experiment.seeds) {
    run.seed = seed;
    run.config = "seed: " + std::to_string(seed) + '\n' + body;
    run.id = sha256(run.config).substr(0, 16);
    if (ids.insert(run.id).second) runs.push_back(run);
  }
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

}  // namespace

std::vector<Run> expand(const spec::Experiment& experiment, const spec::Catalogue& catalogue) {
  Diagnostics diagnostics = experiment.diagnostics;
  std::vector<Run> runs;
  std::set<std::string> ids;
  complain_about_unused(experiment, diagnostics);
  for (const auto& model : experiment.models)
    for (const auto& point : points_of(axes_of(experiment, model))) {
      const std::size_t before = diagnostics.messages().size();
      const spec::RunSpec spec = spec::resolve(experiment, model, point, catalogue, diagnostics);
      if (diagnostics.messages().size() == before) add_runs(runs, ids, experiment, spec, point);
    }
  diagnostics.finish(ExitCode::experiment);
  return runs;
}

}  // namespace assay::plan
