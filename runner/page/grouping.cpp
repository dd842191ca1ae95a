#include "page/grouping.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

#include "compare/ranking.hpp"
#include "compare/summary.hpp"

namespace assay::page {
namespace {

/// A run's experiment is a dimension too where there are several.
std::optional<std::string> level_of(const store::Record& run, const std::string& dimension) {
  return dimension == compare::kExperiments ? run.experiment : compare::level_of(run, dimension);
}

std::vector<std::string> levels_of(std::span<const store::Record> runs, const std::string& dimension) {
  std::vector<std::string> levels;
  std::set<std::string> known;
  for (const auto& run : runs)
    if (const auto level = level_of(run, dimension); level && known.insert(*level).second) levels.push_back(*level);
  return levels;
}

std::vector<Dimension> dimensions_of(std::span<const store::Record> runs) {
  std::vector<std::string> names{compare::kExperiments, "model"};
  for (const auto& run : runs)
    for (const auto& [axis, value] : run.axes)
      if (std::ranges::find(names, axis) == names.end()) names.push_back(axis);
  std::vector<Dimension> dimensions;
  for (const auto& name : names)
    if (auto levels = levels_of(runs, name); levels.size() > 1) dimensions.push_back({name, std::move(levels)});
  if (dimensions.empty()) dimensions.push_back({"model", levels_of(runs, "model")});
  return dimensions;
}

std::vector<int> places_of(const store::Record& run, const std::vector<Dimension>& dimensions) {
  std::vector<int> places;
  for (const auto& [name, levels] : dimensions) {
    const auto level = level_of(run, name);
    places.push_back(level ? static_cast<int>(std::ranges::find(levels, *level) - levels.begin()) : -1);
  }
  return places;
}

/// A number says nothing without its axis's name; a word does.
std::string name_level(const Dimension& dimension, const std::string& level) {
  const bool word = level.find_first_not_of("0123456789+-.e") != std::string::npos;
  return dimension.name == "model" || word ? level : dimension.name + '=' + level;
}

std::string label_of(const std::vector<int>& levels, const std::vector<Dimension>& dimensions) {
  std::string label;
  for (std::size_t d = 0; d < levels.size(); ++d)
    if (levels[d] >= 0)
      label += (label.empty() ? "" : " ") +
               name_level(dimensions[d], dimensions[d].levels[static_cast<std::size_t>(levels[d])]);
  return label;
}

}  // namespace

Grouping group(std::span<const store::Record> runs) {
  Grouping grouping{.dimensions = dimensions_of(runs), .arms = {}, .arm_of = {}};
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto levels = places_of(runs[i], grouping.dimensions);
    std::string key;
    for (const int level : levels) key += std::to_string(level) + ' ';
    const auto [place, fresh] = known.emplace(key, grouping.arms.size());
    if (fresh) grouping.arms.push_back({label_of(levels, grouping.dimensions), levels, {}});
    grouping.arms[place->second].runs.push_back(i);
    grouping.arm_of.push_back(place->second);
  }
  return grouping;
}

const store::Record* typical(const Arm& arm, std::span<const store::Record> runs, const std::string& metric) {
  std::vector<std::pair<double, const store::Record*>> finished;
  const store::Record* unscored = nullptr;
  for (const std::size_t i : arm.runs) {
    if (runs[i].status != store::Status::complete) continue;
    const auto score = compare::score(runs[i], metric);
    if (score && std::isfinite(*score))
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
