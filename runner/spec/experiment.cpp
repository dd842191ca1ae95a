#include "spec/experiment.hpp"

#include <algorithm>
#include <fstream>

#include "base/suggest.hpp"
#include "spec/axes.hpp"
#include "spec/blocks.hpp"
#include "spec/level.hpp"
#include "spec/overrides.hpp"
#include "spec/search_section.hpp"
#include "spec/section.hpp"
#include "spec/seeds.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

bool is_name(const std::string& text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

/// An experiment's name is also its folder's, which some file systems do not tell apart by case.
bool is_folder_name(const std::string& text) {
  return is_name(text) && std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "elu", "adam(lr=0.1,beta1=0.5)": how a value is shown and named.
std::string value_text(const Node& node, bool component) {
  switch (node.kind) {
    case Node::Kind::null:
      return "none";
    case Node::Kind::scalar:
      return node.text;
    default:
      break;
  }
  if (node.items.empty() && node.entries.empty()) return node.kind == Node::Kind::list ? "[]" : "{}";
  std::string text;
  for (const auto& item : node.items) text += (text.empty() ? "" : ",") + value_text(item, true);
  for (const auto& entry : node.entries)
    text += (text.empty() ? "" : ",") + entry.key +
            (component ? '(' + value_text(entry.value, false) + ')' : '=' + value_text(entry.value, true));
  return text;
}

/// With `narrowed` the command line left models out, perhaps the baseline.
CompareSpec read_compare(const Node* node, const Experiment& experiment, bool narrowed, Diagnostics& diagnostics) {
  CompareSpec compare;
  if (!node) return compare;
  Section section(*node, "compare", diagnostics);
  compare.place = node->place;
  if (const Node* metric = section.get("metric")) compare.metric_place = metric->place;
  compare.metric = section.text("metric", compare.metric);
  compare.by = section.text("by", compare.by);
  compare.smallest_interesting = section.real("smallest_interesting", 0, positive);
  compare.about = kAbout[section.choice("about", kAbout, 0)];
  const Node* baseline = section.get("baseline");
  section.finish();
  std::vector<std::string> known{"model"}, arms;
  for (const auto& axis : experiment.axes) known.push_back(axis.name);
  const Node* by = node->find("by");
  if (by && experiment.search && std::ranges::count(experiment.search->space, by->text, &SearchAxis::name) > 0)
    diagnostics.add(by->place, "'compare.by' is '" + by->text +
                                   "', an axis of 'search.space': its values are trials, not arms; expected one of " +
                                   list_of(known));
  else if (by && by->kind == Node::Kind::scalar && std::find(known.begin(), known.end(), by->text) == known.end())
    diagnostics.add(by->place, "'compare.by' is '" + compare.by + "'; expected one of " + list_of(known) +
                                   did_you_mean(compare.by, known));
  if (!baseline) return compare;
  compare.baseline = baseline->text;
  if (compare.by == "model")
    for (const auto& model : experiment.models) arms.push_back(model.key);
  for (const auto& axis : experiment.axes)
    if (axis.name == compare.by)
      for (const auto& value : axis.values) arms.push_back(axis_text(value));
  if (const std::string* level = find_level(arms, compare.baseline))
    compare.baseline = *level;
  else if (!narrowed)
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
  for (const auto& item : node->items)
    if (item.kind == Node::Kind::scalar && !item.text.empty())
      experiment.plugins.push_back(experiment.file.parent_path() / item.text);
    else
      diagnostics.add(item.place, "found " + describe(item) + " in 'plugins'; expected a folder or a library");
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Experiment experiment_of(Node root, const std::filesystem::path& file, std::string text,
                         std::span<const std::string> overrides) {
  Experiment experiment;
  Diagnostics& diagnostics = experiment.diagnostics;
  apply_overrides(root, overrides, diagnostics);
  experiment.file = std::filesystem::absolute(file);
  experiment.text = std::move(text);
  Section section(root, "experiment file", diagnostics);
  const Node* name = section.get("experiment");
  if (name && name->kind == Node::Kind::null)
    diagnostics.add(name->place,
                    "'experiment' is nothing, as which YAML reads null, ~ and an empty value; expected a name of small "
                    "letters, digits, _ and -, quoted if it is null");
  else if (section.need("experiment", "its name, small letters, digits, _ and -")) {
    experiment.name = name->text;
    if (name->kind != Node::Kind::scalar || !is_folder_name(name->text))
      diagnostics.add(name->place,
                      "'experiment' is " + describe(*name) + "; expected a name of small letters, digits, _ and -");
  }
  experiment.question = section.text("question", "");
  if (const Node* data = section.need("data", "{source: ...}")) experiment.data = *data;
  read_models(section.need("models", "{name: [layers...]}"), experiment, diagnostics);
  if (const Node* train = section.need("train", "{epochs: ..., loss: ..., optimizer: ...}")) experiment.train = *train;
  if (const Node* metrics = section.get("metrics")) experiment.metrics = *metrics;
  if (const Node* sample = section.get("sample")) experiment.sample = *sample;
  const bool narrowed = std::any_of(overrides.begin(), overrides.end(),
                                    [](const std::string& word) { return word.starts_with("models="); });
  read_sweep(section.get("sweep"), experiment, diagnostics);
  read_search(section.get("search"), experiment, diagnostics);
  read_blocks(section.get("blocks"), experiment, diagnostics);
  experiment.seeds = read_seeds(section.get("seeds"), diagnostics);
  experiment.compare = read_compare(section.get("compare"), experiment, narrowed, diagnostics);
  read_plugins(section.get("plugins"), experiment, diagnostics);
  section.finish();
  return experiment;
}

}  // namespace

std::string axis_text(const Node& value) { return value_text(value, true); }

Experiment read_experiment(const std::filesystem::path& file, std::span<const std::string> overrides) {
  return experiment_of(read_yaml(file), file, read_text(file), overrides);
}

Experiment parse_experiment(const std::string& text, const std::filesystem::path& file,
                            std::span<const std::string> overrides) {
  return experiment_of(parse_yaml(text, file.string()), file, text, overrides);
}

}  // namespace assay::spec
