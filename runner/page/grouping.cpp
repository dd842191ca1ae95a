#include "page/grouping.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "compare/levels.hpp"
#include "compare/ranking.hpp"
#include "compare/score.hpp"

namespace assay::page {
namespace {

constexpr const char* kSettings = "settings";

/// An arm's level of a dimension; nothing where its model does not use the axis.
std::optional<std::string> level_of(const compare::Group& arm, const std::string& dimension) {
  if (dimension == compare::kExperiments) return arm.experiment;
  if (dimension == kSettings) return arm.settings.empty() ? std::nullopt : std::optional(arm.settings);
  return compare::level_of(arm.model, arm.axes, dimension);
}

/// Places of levels by what makes them one, in the order of first appearance.
class Places {
 public:
  explicit Places(std::string dimension) : dimension_{std::move(dimension), {}} {}

  int of(const compare::Group& arm) {
    const auto level = level_of(arm, dimension_.name);
    if (!level) return -1;
    const auto [place, fresh] = places_.emplace(compare::key_of_level(*level, dimension_.name), places_.size());
    if (fresh) dimension_.levels.push_back(*level);
    return static_cast<int>(place->second);
  }
  Dimension& dimension() { return dimension_; }

 private:
  Dimension dimension_;
  std::unordered_map<std::string, std::size_t> places_;
};

std::vector<std::string> names_of(const std::vector<compare::Group>& arms) {
  std::vector<std::string> names{compare::kExperiments, "model"};
  for (const auto& arm : arms)
    for (const auto& [axis, value] : arm.axes)
      if (std::ranges::find(names, axis) == names.end()) names.push_back(axis);
  names.emplace_back(kSettings);
  return names;
}

/// A number says nothing without its axis's name; a word does.
std::string name_level(const Dimension& dimension, const std::string& level) {
  const bool word = level.find_first_not_of("0123456789+-.e") != std::string::npos;
  return dimension.name == "model" || word ? level : dimension.name + '=' + level;
}

std::string label_of(const Arm& arm, const std::vector<Dimension>& dimensions) {
  std::string label;
  for (std::size_t d = 0; d < arm.levels.size(); ++d) {
    if (arm.levels[d] < 0) continue;
    const auto& level = dimensions[d].levels[static_cast<std::size_t>(arm.levels[d])];
    const bool aside = dimensions[d].name == kSettings && !label.empty();
    const std::string name = dimensions[d].name == kSettings ? level : name_level(dimensions[d], level);
    label += aside ? " (" + name + ')' : (label.empty() ? "" : " ") + name;
  }
  return label;
}

/// Puts the arms along a dimension, unless all are at one place of it.
void place(Grouping& grouping, const std::string& name) {
  Places places(name);
  std::vector<int> levels;
  for (const auto& arm : grouping.arms) levels.push_back(places.of(arm));
  if (places.dimension().levels.size() < 2) return;
  grouping.dimensions.push_back(std::move(places.dimension()));
  for (std::size_t i = 0; i < levels.size(); ++i) grouping.arms[i].levels.push_back(levels[i]);
}

}  // namespace

Grouping group(std::span<const store::Record> runs) {
  auto [groups, group_of, repeated] = compare::group_runs(runs);
  Grouping grouping{.dimensions = {}, .arms = {}, .arm_of = std::move(group_of)};
  const auto names = names_of(groups);
  for (auto& one : groups) grouping.arms.push_back({std::move(one), {}, {}});
  for (const auto& name : names) place(grouping, name);
  if (grouping.dimensions.empty()) {
    grouping.dimensions.push_back({"model", {}});
    if (!grouping.arms.empty()) grouping.dimensions[0].levels.push_back(grouping.arms[0].model);
    for (auto& arm : grouping.arms) arm.levels.push_back(0);
  }
  for (auto& arm : grouping.arms) arm.label = label_of(arm, grouping.dimensions);
  return grouping;
}

const store::Record* typical(const Arm& arm, std::span<const store::Record> runs, const std::string& metric) {
  std::vector<std::pair<double, const store::Record*>> finished;
  const store::Record* unscored = nullptr;
  for (const std::size_t i : arm.runs) {
    if (runs[i].status != store::Status::complete) continue;
    const auto score = compare::score(runs[i], metric);
    if (score)
      finished.emplace_back(*score, &runs[i]);
    else if (!unscored)
      unscored = &runs[i];
  }
  if (finished.empty()) return unscored;
  std::ranges::stable_sort(finished, {}, &std::pair<double, const store::Record*>::first);
  return finished[(finished.size() - 1) / 2].second;
}

Json to_json(const Grouping& grouping) {
  Json dimensions = Json::array(), arms = Json::array();
  for (const auto& dimension : grouping.dimensions)
    dimensions.push_back({{"name", dimension.name}, {"levels", dimension.levels}});
  for (const auto& arm : grouping.arms) arms.push_back({{"label", arm.label}, {"levels", arm.levels}});
  return {{"dimensions", std::move(dimensions)}, {"arms", std::move(arms)}};
}

}  // namespace assay::page
