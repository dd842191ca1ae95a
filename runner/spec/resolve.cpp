// One model at one point of the sweep: patches applied, axes substituted, everything typed.

#include <algorithm>
#include <array>
#include <string_view>

#include "base/suggest.hpp"
#include "spec/blocks.hpp"
#include "spec/data_section.hpp"
#include "spec/experiment.hpp"
#include "spec/file_names.hpp"
#include "spec/measured.hpp"
#include "spec/model_section.hpp"
#include "spec/section.hpp"
#include "spec/sections.hpp"
#include "spec/train_section.hpp"

namespace assay::spec {
namespace {

/// `{top_k: 5}` is stored as top_5.
Metric metric_of(const Component& component) {
  if (component.name != "top_k") return {component.name, component.place};
  const std::int64_t k = component.integer("k");
  return {"top_" + std::to_string(k), component.place, k};
}

void add_metric(std::vector<Metric>& metrics, const Metric& metric, Diagnostics& diagnostics) {
  if (std::any_of(metrics.begin(), metrics.end(), [&](const Metric& other) { return other.name == metric.name; }))
    diagnostics.add(metric.place, "metric '" + metric.name + "' is there twice");
  else
    metrics.push_back(metric);
}

std::vector<Metric> read_metrics(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics) {
  std::vector<Metric> metrics;
  if (node.kind == Node::Kind::null || is_none(node)) return metrics;
  if (node.kind != Node::Kind::list) {
    diagnostics.add(node.place, "'metrics' is " + describe(node) + "; expected a list of names");
    return metrics;
  }
  static constexpr std::array<std::string_view, 1> kKinds{"metric"};
  for (const auto& item : node.items)
    if (const auto metric = read_component(item, kKinds, catalogue, diagnostics); !metric.name.empty())
      add_metric(metrics, metric_of(metric), diagnostics);
  return metrics;
}

SampleSpec read_sample(const Node& node, Diagnostics& diagnostics) {
  SampleSpec sample;
  if (node.kind == Node::Kind::null || is_none(node)) return sample;
  Section section(node, "sample", diagnostics);
  sample.count = section.integer("count", 0, 0);
  sample.length = section.integer("length", 0, 0);
  sample.temperature = section.real("temperature", 1, positive);
  sample.preactivations = section.boolean("preactivations", false);
  section.finish();
  return sample;
}

/// A misspelt metric would otherwise be found only after the first epoch.
void check_watched(const std::string& metric, const Place& place, const std::string& by, const RunSpec& spec,
                   Diagnostics& diagnostics) {
  const auto known = measured_by_epoch(spec);
  if (std::find(known.begin(), known.end(), metric) != known.end()) return;
  const std::string guess = did_you_mean(metric, known);
  diagnostics.add(place, "'" + by + ".metric' is '" + metric + "', which this run does not measure" +
                             (guess.empty() ? "; there are " + list_of(known) : guess));
}

void check_watchers(const RunSpec& spec, Diagnostics& diagnostics) {
  const EarlyStopping& stopping = spec.train.early_stopping;
  if (!stopping.metric.empty()) check_watched(stopping.metric, stopping.place, "early_stopping", spec, diagnostics);
  for (const auto& argument : spec.train.schedule.arguments)
    if (argument.name == "metric")
      check_watched(std::get<std::string>(argument.value), argument.place, spec.train.schedule.name, spec, diagnostics);
}

void check_sample(const Node& node, const RunSpec& spec, Diagnostics& diagnostics) {
  if (!spec.sample.preactivations) return;
  const Place& place = node.find("preactivations")->place;
  if (spec.model.adversarial())
    diagnostics.add(place,
                    "'sample.preactivations' is for supervised models; '" + spec.model.name + "' is adversarial");
  else if (!spec.data.split.may_validate())
    diagnostics.add(place, "'sample.preactivations' looks at the validation part, which is empty");
}

/// Spelled in one way, for they belong to the run's identity.
void name_all_files(RunSpec& spec, const Experiment& experiment, const Catalogue& catalogue) {
  const auto folder = experiment.file.empty()
                          ? experiment.file
                          : std::filesystem::absolute(experiment.file).parent_path().lexically_normal();
  if (const auto* signature = catalogue.find("data source", spec.data.source.name))
    name_files(spec.data.source, *signature, folder);
  spec.model.init.from = file_name(spec.model.init.from, folder);
}

}  // namespace

bool uses_axis(const Experiment& experiment, const Entry& model, const std::string& axis) {
  Sections sections = sections_of(experiment, model);
  const auto all = sections.all();
  const auto within = [&](const std::string& word) {
    return std::any_of(all.begin(), all.end(), [&](const Node* node) { return mentions(*node, word); });
  };
  if (within('$' + axis)) return true;
  for (const auto& other : experiment.axes)  // whose values are blocks
    for (const auto& value : other.values)
      if (const Node* block = experiment.blocks.find(value.text); block && within('$' + other.name))
        if (mentions(*block, '$' + axis)) return true;
  return false;
}

RunSpec resolve(const Experiment& experiment, const Entry& model, const Point& point, const Catalogue& catalogue,
                Diagnostics& diagnostics) {
  RunSpec spec;
  Sections sections = sections_of(experiment, model);
  if (experiment.blocks.kind == Node::Kind::list) return spec;  // without them layers would be unknown
  if (!substitute(sections, experiment, point, diagnostics)) return spec;
  // What is missing altogether was complained about when the file was read.
  if (sections.data.kind != Node::Kind::null) spec.data = read_data(sections.data, catalogue, diagnostics);
  check_names(experiment.blocks, catalogue, diagnostics);
  spec.model = read_model(model, sections.model, catalogue, diagnostics);
  name_all_files(spec, experiment, catalogue);
  if (sections.train.kind != Node::Kind::null)
    spec.train = read_train(sections.train, is_adversarial(sections.model), catalogue, diagnostics);
  if (spec.data.balanced && spec.model.adversarial())
    diagnostics.add(spec.data.place,
                    "'data.balance' is for supervised models; '" + spec.model.name + "' is adversarial");
  const std::size_t before = diagnostics.messages().size();
  spec.metrics = read_metrics(sections.metrics, catalogue, diagnostics);
  spec.sample = read_sample(sections.sample, diagnostics);
  if (diagnostics.messages().size() != before) return spec;
  check_watchers(spec, diagnostics);
  check_sample(sections.sample, spec, diagnostics);
  return spec;
}

}  // namespace assay::spec
