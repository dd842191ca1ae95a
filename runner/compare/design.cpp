#include "compare/design.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "compare/levels.hpp"
#include "compare/score.hpp"

namespace assay::compare {
namespace {

constexpr std::size_t kMostNamed = 4;

/// What is paired: the fold that was tested or, without folds, the seed. Neither number of folds reaches 2^20.
std::uint64_t replicate_of(const store::Record& run) {
  if (run.fold < 0) return run.seed;
  return static_cast<std::uint64_t>(run.repeat) << 20U | static_cast<std::uint64_t>(run.fold);
}

using Scores = std::vector<std::optional<double>>;

/// Of a replicate's runs: one without folds, else one a seed. Nothing unless all `seeds` have a score: the mean of
/// fewer would be another quantity than that of the other folds.
std::optional<double> mean_of(const Scores& scores, std::size_t seeds) {
  if (scores.size() < seeds) return std::nullopt;
  double sum = 0;
  for (const auto& score : scores) {
    if (!score) return std::nullopt;
    sum += *score;
  }
  return sum / static_cast<double>(scores.size());
}

class Designer {
 public:
  Designer(std::span<const store::Record> runs, const std::vector<Group>& groups, const Question& question)
      : runs_(runs), groups_(groups), question_(question) {}

  Design finish() && {
    for (const auto& group : groups_) place(group);
    for (auto& place : places_) find_varied(place);
    for (std::size_t i = 0; i < places_.size(); ++i) fill(places_[i], i);
    for (auto& level : design_.levels) {
      std::ranges::sort(level.cells);
      for (auto& [seed, scores] : level.scores) scores.resize(cells_.size());
      for (auto& [seed, runs] : level.runs) runs.resize(cells_.size());
    }
    return std::move(design_);
  }

 private:
  /// Groups of one level, model and axis values.
  struct Place {
    std::size_t level;
    std::string cell;
    std::vector<const Group*> groups{};
    Differences differences{};
  };

  const store::Record& first(const Group& group) const { return runs_[group.runs.front()]; }

  void place(const Group& group) {
    const auto name = level_of(group.model, group.axes, question_.by);
    if (!name) return;
    const auto [level, fresh] = levels_.emplace(key_of_level(*name, question_.by), design_.levels.size());
    if (fresh) design_.levels.push_back({.name = *name});
    std::string cell = question_.by == "model" ? "" : group.model;
    for (const auto& [axis, value] : group.axes)
      if (axis != question_.by) cell += '|' + axis + '=' + value;
    const auto [found, is_new] = known_.emplace(std::pair(level->second, cell), places_.size());
    if (is_new) places_.push_back({.level = level->second, .cell = std::move(cell)});
    places_[found->second].groups.push_back(&group);
    look_at_runs(group, design_.levels[level->second]);
  }

  void look_at_runs(const Group& group, Level& level) const {
    for (const std::size_t run : group.runs) {
      if (runs_[run].status != store::Status::complete) continue;
      level.finished = true;
      level.measured = level.measured || measures(runs_[run], question_.metric);
    }
  }

  void find_varied(Place& place) {
    if (place.groups.size() < 2 || design_.levels[place.level].is_another_task()) return;
    std::vector<const store::Record*> firsts;
    for (const auto* group : place.groups) firsts.push_back(&first(*group));
    place.differences = differences_of(firsts);
    for (const auto& name : place.differences.names)
      if (std::ranges::find(design_.varied, name) == design_.varied.end()) design_.varied.push_back(name);
  }

  /// Layers of different models have nothing to do with each other.
  bool is_comparable(const std::string& setting) const {
    return question_.by != "model" || !setting.starts_with("model.");
  }

  /// The varied settings of a group, by which cells of different levels are the same. What cannot be compared makes a
  /// cell of its own.
  std::string settings_key(const Place& place, std::size_t index) const {
    std::string key;
    for (const auto& name : design_.varied)
      if (is_comparable(name)) key += '|' + name + '=' + essence_of(first(*place.groups[index]), name).value_or("");
    if (std::ranges::any_of(place.differences.names, [&](const auto& name) { return !is_comparable(name); }))
      key += '|' + design_.levels[place.level].name + ' ' + words(place.differences, index);
    return key;
  }

  void fill(const Place& place, std::size_t number) {
    Level& level = design_.levels[place.level];
    for (std::size_t i = 0; i < place.groups.size(); ++i) {
      const Group& group = *place.groups[i];
      const auto cell = cells_.emplace(place.cell + settings_key(place, i), cells_.size()).first->second;
      level.cells.push_back(cell);
      Variant variant{
          .settings = settings_of(place, i), .conditions = conditions_of(place, i), .cell = cell, .among = number};
      std::map<std::uint64_t, Scores> found;
      for (const std::size_t run : group.runs) {
        const std::uint64_t replicate = replicate_of(runs_[run]);
        auto& scores = found[replicate];
        if (runs_[run].fold < 0) scores.clear();  // two of one seed cannot be told apart: the last one counts
        scores.push_back(final_score(runs_[run], question_.metric));
        auto& places = level.runs[replicate];
        if (places.size() <= cell) places.resize(cell + 1);
        places[cell] = run;
      }
      std::size_t seeds = 0;
      for (const auto& [replicate, of_seeds] : found) seeds = std::max(seeds, of_seeds.size());
      for (const auto& [replicate, of_seeds] : found) {
        auto& scores = level.scores[replicate];
        if (scores.size() <= cell) scores.resize(cell + 1);
        scores[cell] = mean_of(of_seeds, seeds);
        variant.seeds.push_back(replicate);
      }
      if (design_.varied.empty()) continue;
      std::ranges::sort(variant.seeds);
      level.variants.push_back(std::move(variant));
    }
  }

  std::string settings_of(const Place& place, std::size_t index) const {
    if (place.groups.size() > 1) return words(place.differences, index);
    std::string text;
    std::size_t named = 0;
    for (const auto& name : design_.varied)
      if (const auto setting = setting_of(first(*place.groups[index]), name);
          setting.value && is_comparable(name) && named++ < kMostNamed)
        text += (text.empty() ? "" : ", ") + name + '=' + *setting.value;
    return text;
  }

  static std::vector<std::string> conditions_of(const Place& place, std::size_t index) {
    std::vector<std::string> conditions;
    for (const std::size_t name : place.differences.telling) {
      std::vector<Setting> others;
      for (const auto& settings : place.differences.settings) others.push_back(settings[name]);
      auto one = condition(place.differences.settings[index][name], others);
      if (one.empty()) return {};
      conditions.push_back(std::move(one));
    }
    return conditions;
  }

  std::span<const store::Record> runs_;
  const std::vector<Group>& groups_;
  const Question& question_;
  std::unordered_map<std::string, std::size_t> levels_, cells_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> known_;
  std::vector<Place> places_;
  Design design_;
};

}  // namespace

Design design_of(std::span<const store::Record> runs, const std::vector<Group>& groups, const Question& question) {
  return Designer(runs, groups, question).finish();
}

std::vector<std::size_t> common_cells(std::span<const Level* const> levels) {
  std::vector<std::size_t> common = levels.empty() ? std::vector<std::size_t>() : levels.front()->cells;
  for (const auto* level : levels)
    std::erase_if(common, [&](std::size_t cell) { return !std::ranges::binary_search(level->cells, cell); });
  return common;
}

std::optional<double> mean_of(const std::vector<std::optional<double>>& scores, std::span<const std::size_t> cells) {
  if (cells.empty()) return std::nullopt;
  double sum = 0;
  for (const std::size_t cell : cells) {
    if (!scores[cell]) return std::nullopt;
    sum += *scores[cell];
  }
  return sum / static_cast<double>(cells.size());
}

}  // namespace assay::compare
