#include "spec/experiment.hpp"

#include <algorithm>
#include <fstream>

#include "base/suggest.hpp"
#include "spec/overrides.hpp"
#include "spec/scalar.hpp"
#include "spec/section.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

constexpr std::uint64_t kMostSeeds = 100'000;

bool is_name(const std::string& text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

/// 10 means 0 to 9; 3..7 means 3 to 7; a list means itself.
class SeedReader {
 public:
  explicit SeedReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::vector<std::uint64_t> read(const Node* node) {
    if (!node) return {0};
    if (node->kind == Node::Kind::list && !node->items.empty())
      for (const auto& item : node->items) add(item);
    else if (const auto dots = node->text.find(".."); node->kind == Node::Kind::scalar && dots != std::string::npos)
      add_range(*node, dots);
    else if (const auto count = to_integer(*node);
             count && *count >= 1 && *count <= static_cast<std::int64_t>(kMostSeeds))
      for (std::int64_t seed = 0; seed < *count; ++seed) seeds_.push_back(static_cast<std::uint64_t>(seed));
    else
      complain(*node);
    return seeds_.empty() ? std::vector<std::uint64_t>{0} : seeds_;
  }

 private:
  void add(const Node& item) {
    const auto seed = to_integer(item);
    if (!seed || *seed < 0) return complain(item);
    const auto value = static_cast<std::uint64_t>(*seed);
    if (std::find(seeds_.begin(), seeds_.end(), value) == seeds_.end())
      seeds_.push_back(value);
    else
      diagnostics_.add(item.place, "seed " + item.text + " is there twice");
  }

  void add_range(const Node& node, std::size_t dots) {
    Node first = node, last = node;
    first.text = node.text.substr(0, dots);
    last.text = node.text.substr(dots + 2);
    const auto from = to_integer(first), to = to_integer(last);
    if (!from || !to || *from < 0 || *to < *from || static_cast<std::uint64_t>(*to - *from) >= kMostSeeds)
      return complain(node);
    for (std::int64_t seed = *from; seed <= *to; ++seed) seeds_.push_back(static_cast<std::uint64_t>(seed));
  }

  void complain(const Node& node) {
    diagnostics_.add(node.place, "'seeds' is " + describe(node) +
                                     "; expected how many (10 means 0 to 9), a list of integers >= 0, or first..last");
  }

  Diagnostics& diagnostics_;
  std::vector<std::uint64_t> seeds_;
};

std::vector<Axis> read_axes(const Node* node, Diagnostics& diagnostics) {
  std::vector<Axis> axes;
  if (!node) return axes;
  if (node->kind != Node::Kind::map) {
    diagnostics.add(node->place, "'sweep' is " + describe(*node) + "; expected axes, {name: [values]}");
    return axes;
  }
  for (const auto& entry : node->entries) {
    if (entry.value.kind == Node::Kind::list && !entry.value.items.empty()) {
      axes.push_back({entry.key, entry.place, entry.value.items});
      continue;
    }
    diagnostics.add(entry.value.place,
                    "axis '" + entry.key + "' is " + describe(entry.value) + "; expected a list of its values, [a, b]");
    if (entry.value.kind == Node::Kind::scalar) axes.push_back({entry.key, entry.place, {entry.value}});
  }
  return axes;
}

/// With `narrowed` the command line left models out, perhaps the baseline.
CompareSpec read_compare(const Node* node, const Experiment& experiment, bool narrowed, Diagnostics& diagnostics) {
  CompareSpec compare;
  if (!node) return compare;
  Section section(*node, "compare", diagnostics);
  compare.place = node->place;
  compare.metric_given = node->find("metric") != nullptr;
  compare.metric = section.text("metric", compare.metric);
  compare.by = section.text("by", compare.by);
  const Node* baseline = section.get("baseline");
  section.finish();
  std::vector<std::string> known{"model"}, arms;
  for (const auto& axis : experiment.axes) known.push_back(axis.name);
  if (std::find(known.begin(), known.end(), compare.by) == known.end())
    diagnostics.add(node->find("by")->place, "'compare.by' is '" + compare.by + "'; expected one of " + list_of(known) +
                                                 did_you_mean(compare.by, known));
  if (!baseline) return compare;
  compare.baseline = baseline->text;
  if (compare.by == "model")
    for (const auto& model : experiment.models) arms.push_back(model.key);
  for (const auto& axis : experiment.axes)
    if (axis.name == compare.by)
      for (const auto& value : axis.values)
        arms.push_back(value.kind == Node::Kind::map ? value.entries[0].key : value.text);
  if (!narrowed && std::find(arms.begin(), arms.end(), compare.baseline) == arms.end())
    diagnostics.add(baseline->place, "'compare.baseline' is " + describe(*baseline) + "; expected one of " +
                                         list_of(arms) + did_you_mean(compare.baseline, arms));
  return compare;
}

void read_models(const Node* node, Experiment& experiment, Diagnostics& diagnostics) {
  if (!node) return;
  if (node->kind != Node::Kind::map || node->entries.empty()) {
    diagnostics.add(node->place, "'models' is " + describe(*node) + "; expected {name: [layers...]}");
    return;
  }
  for (const auto& entry : node->entries) {
    if (!is_name(entry.key))
      diagnostics.add(entry.place, "a model's name is '" + entry.key + "'; expected letters, digits, _ and -");
    experiment.models.push_back(entry);
  }
}

void read_plugins(const Node* node, Experiment& experiment, Diagnostics& diagnostics) {
  if (!node) return;
  if (node->kind != Node::Kind::list) {
    diagnostics.add(node->place, "'plugins' is " + describe(*node) + "; expected a list of folders or libraries");
    return;
  }
  for (const auto& item : node->items) experiment.plugins.push_back(experiment.file.parent_path() / item.text);
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Experiment read_experiment(const std::filesystem::path& file, std::span<const std::string> overrides) {
  Node root = read_yaml(file);
  Experiment experiment;
  Diagnostics& diagnostics = experiment.diagnostics;
  apply_overrides(root, overrides, diagnostics);
  experiment.file = std::filesystem::absolute(file);
  experiment.text = read_text(file);
  Section section(root, "experiment file", diagnostics);
  if (const Node* name = section.need("experiment", "its name, letters, digits, _ and -")) {
    experiment.name = name->text;
    if (name->kind != Node::Kind::scalar || !is_name(name->text))
      diagnostics.add(name->place,
                      "'experiment' is " + describe(*name) + "; expected a name of letters, digits, _ and -");
  }
  experiment.question = section.text("question", "");
  if (const Node* data = section.need("data", "{source: ...}")) experiment.data = *data;
  read_models(section.need("models", "{name: [layers...]}"), experiment, diagnostics);
  if (const Node* train = section.need("train", "{epochs: ..., loss: ..., optimizer: ...}")) experiment.train = *train;
  if (const Node* metrics = section.get("metrics")) experiment.metrics = *metrics;
  if (const Node* sample = section.get("sample")) experiment.sample = *sample;
  const bool narrowed = std::any_of(overrides.begin(), overrides.end(),
                                    [](const std::string& text) { return text.starts_with("models="); });
  experiment.axes = read_axes(section.get("sweep"), diagnostics);
  experiment.seeds = SeedReader(diagnostics).read(section.get("seeds"));
  experiment.compare = read_compare(section.get("compare"), experiment, narrowed, diagnostics);
  read_plugins(section.get("plugins"), experiment, diagnostics);
  section.finish();
  return experiment;
}

}  // namespace assay::spec
