#include "store/property.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "spec/scalar.hpp"

namespace assay::store {
namespace {

constexpr std::string_view kConfig = "config.";

using Getter = Datum (*)(const Record&);

const std::pair<const char*, Getter> kOwn[] = {
    {"run", [](const Record& run) { return Datum(name_of(run)); }},
    {"model", [](const Record& run) { return Datum(run.model); }},
    {"id", [](const Record& run) { return Datum(run.id); }},
    {"experiment", [](const Record& run) { return Datum(run.experiment); }},
    {"question", [](const Record& run) { return Datum(run.question); }},
    {"seed", [](const Record& run) { return Datum(static_cast<double>(run.seed)); }},
    {"status", [](const Record& run) { return Datum(std::string(to_string(run.status))); }},
    {"message", [](const Record& run) { return Datum(run.message); }},
    {"started", [](const Record& run) { return Datum(run.timing.started); }},
    {"ended", [](const Record& run) { return Datum(run.timing.ended); }},
    {"seconds", [](const Record& run) { return Datum(run.timing.seconds); }},
};

/// Of runs of folds only.
const std::pair<const char*, std::int64_t Record::*> kOfFolds[] = {{"fold", &Record::fold},
                                                                   {"repeat", &Record::repeat}};

/// What only trials of a search have.
const std::pair<const char*, Getter> kOfTrials[] = {
    {"search", [](const Record& run) { return Datum(run.environment.search.id); }},
    {"role", [](const Record& run) { return Datum(run.environment.search.role); }},
    {"trial", [](const Record& run) { return Datum(static_cast<double>(run.environment.search.trial)); }},
};

struct ToDatum {
  Datum operator()(bool value) const { return std::string(value ? "true" : "false"); }
  Datum operator()(std::int64_t value) const { return static_cast<double>(value); }
  Datum operator()(double value) const { return value; }
  Datum operator()(const std::string& value) const { return value; }
  Datum operator()(const std::vector<std::string>& values) const {
    std::string text;
    for (const auto& value : values) text += (text.empty() ? "" : ",") + value;
    return text;
  }
};

/// "train.optimizer" of the leaf "train.optimizer.adam.lr" is "adam".
std::optional<Datum> component_name(const Record& run, std::string_view path) {
  for (const auto& [leaf, value] : run.config_leaves) {
    if (!leaf.starts_with(path) || leaf.size() == path.size() || leaf[path.size()] != '.') continue;
    const std::string_view rest = std::string_view(leaf).substr(path.size() + 1);
    const auto dot = rest.find('.');
    if (dot != std::string_view::npos) return std::string(rest.substr(0, dot));
  }
  return std::nullopt;
}

bool is_layer(const std::string& leaf) { return leaf.starts_with("model."); }

/// The kinds of layers in their order, "dense relu dense".
std::string structure_of(const Record& run) {
  std::string structure;
  for (const auto& [leaf, value] : run.config_leaves)
    if (is_layer(leaf) && leaf != "model.name") structure += leaf + '\n';
  return structure;
}

using Values = std::unordered_map<std::string, const h5::Attribute*>;

/// Leaves with a value other than in the first run, or that only some runs have.
void add_differing_leaves(std::span<const Record> runs, bool with_layers, std::vector<std::string>& names) {
  std::unordered_set<std::string> found(names.begin(), names.end());
  Values first;
  for (const auto& [leaf, value] : runs.front().config_leaves) first.emplace(leaf, &value);
  const auto add = [&](const std::string& leaf) {
    if (names_fold(leaf)) return;
    if ((with_layers || !is_layer(leaf)) && leaf != "model.name" && found.insert(leaf).second) names.push_back(leaf);
  };
  for (const auto& run : runs.subspan(1)) {
    std::size_t shared = 0;
    for (const auto& [leaf, value] : run.config_leaves) {
      const auto other = first.find(leaf);
      if (other != first.end()) ++shared;
      if (other == first.end() || !(*other->second == value)) add(leaf);
    }
    if (shared == first.size()) continue;
    Values own;
    for (const auto& [leaf, value] : run.config_leaves) own.emplace(leaf, &value);
    for (const auto& [leaf, value] : runs.front().config_leaves)
      if (!own.contains(leaf)) add(leaf);
  }
}

}  // namespace

std::string name_of(const Record& run) { return run.model + '-' + run.id; }

std::string to_text(const Datum& fact) {
  if (const auto* text = std::get_if<std::string>(&fact)) return *text;
  std::string text = spec::real_text(std::get<double>(fact));
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::optional<Datum> property(const Record& run, std::string_view name) {
  for (const auto& [own, get] : kOwn)
    if (name == own) return get(run);
  for (const auto& [own, number] : kOfFolds)
    if (name == own && run.*number >= 0) return static_cast<double>(run.*number);
  if (!run.environment.search.id.empty())
    for (const auto& [own, get] : kOfTrials)
      if (name == own) return get(run);
  for (const auto& [axis, value] : run.axes)
    if (name == axis) return spec::datum_of(value);
  for (const auto& [final_name, value] : run.final_values)
    if (name == final_name) return value;
  return setting(run, name.starts_with(kConfig) ? name.substr(kConfig.size()) : name);
}

std::optional<Datum> setting(const Record& run, std::string_view path) {
  for (const auto& [leaf, value] : run.config_leaves)
    if (path == leaf) return std::visit(ToDatum(), value);
  return component_name(run, path);
}

bool names_fold(std::string_view leaf) { return leaf == "data.split.fold" || leaf == "data.split.repeat"; }

std::vector<std::string> property_names(std::span<const Record> runs) {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  const auto add = [&](const std::string& name) {
    if (seen.insert(name).second) names.push_back(name);
  };
  for (const auto& [own, get] : kOwn) add(own);
  for (const auto& [own, number] : kOfFolds)
    if (std::ranges::any_of(runs, [&](const Record& run) { return run.*number >= 0; })) add(own);
  for (const auto& run : runs)
    if (!run.environment.search.id.empty())
      for (const auto& [own, get] : kOfTrials) add(own);
  for (const auto& run : runs)
    for (const auto& [axis, value] : run.axes) add(axis);
  for (const auto& run : runs)
    for (const auto& [final_name, value] : run.final_values) add(final_name);
  for (const auto& run : runs)
    for (const auto& [leaf, value] : run.config_leaves) add(leaf);
  return names;
}

std::vector<std::string> differing_settings(std::span<const Record> runs) {
  std::vector<std::string> names;
  if (runs.empty()) return names;
  for (const auto& run : runs)
    for (const auto& [axis, value] : run.axes) {
      if (std::ranges::find(names, axis) != names.end()) continue;
      const auto same = [&axis = axis, &value = value](const Record& other) {
        return property(other, axis) == Datum(spec::datum_of(value));
      };
      if (!std::ranges::all_of(runs, same)) names.push_back(axis);
    }
  const std::string structure = structure_of(runs.front());
  const bool alike = std::ranges::all_of(runs, [&](const Record& run) { return structure_of(run) == structure; });
  add_differing_leaves(runs, alike, names);
  return names;
}

}  // namespace assay::store
