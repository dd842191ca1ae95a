#include "compare/mixture.hpp"

#include <algorithm>
#include <vector>

#include "compare/settings.hpp"
#include "spec/figure.hpp"

namespace assay::compare {
namespace {

constexpr std::size_t kMostNamed = 4, kMostChoices = 6;

using Levels = std::vector<const Level*>;

Levels scored_levels(const Design& design) {
  Levels levels;
  for (const auto& level : design.levels)
    if (!level.is_another_task()) levels.push_back(&level);
  return levels;
}

/// Whether every level has the same settings, and all variants of one place the same seeds.
bool is_crossed(const Levels& levels) {
  for (const auto* level : levels) {
    if (level->cells != levels.front()->cells) return false;
    for (const auto& a : level->variants)
      for (const auto& b : level->variants)
        if (a.among == b.among && a.seeds != b.seeds) return false;
  }
  return true;
}

/// What the varied settings make of the metric; empty where nothing.
std::string spoilt_by(const Design& design, const std::string& metric) {
  const auto varies = [&](std::string_view setting) {
    return std::ranges::any_of(design.varied, [&](const auto& name) { return name.starts_with(setting); });
  };
  const std::string bare = metric.substr(metric.rfind('.') + 1);
  const bool quantity = spec::is_loss(metric) || bare == "mse" || bare == "rmse" || bare == "mae";
  if (varies("data.source")) return "different data";
  if (spec::is_loss(metric) && varies("train.loss"))
    return "different loss functions, of which " + metric + " is one's";
  if (quantity && varies("data.target_scale")) return "targets in different scales";
  return "";
}

std::string joined(const std::vector<std::string>& parts, std::size_t most, const char* between, const char* last) {
  std::string text;
  const std::size_t shown = std::min(parts.size(), most);
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : i + 1 == parts.size() ? last : between) + parts[i];
  if (parts.size() > shown) text += last + std::to_string(parts.size() - shown) + " more";
  return text;
}

/// "b: train.epochs=20 (10 seeds) and train.epochs=5 (3 seeds)"
std::string describe_level(const Level& level) {
  std::vector<std::string> parts;
  for (const auto& variant : level.variants)
    parts.push_back((variant.settings.empty() ? "one setting" : variant.settings) + " (" +
                    std::to_string(variant.seeds.size()) + (variant.seeds.size() == 1 ? " seed)" : " seeds)"));
  return level.name + ": " + joined(parts, kMostNamed, ", ", " and ");
}

bool has_alternative(const Level& level, const Variant& variant) {
  return std::ranges::any_of(
      level.variants, [&](const auto& other) { return other.among == variant.among && other.cell != variant.cell; });
}

std::string quoted(const std::string& condition) { return "-F '" + condition + '\''; }

void add(std::vector<std::string>& choices, std::string choice) {
  if (std::ranges::find(choices, choice) == choices.end()) choices.push_back(std::move(choice));
}

/// Conditions that leave of every level the same setting.
std::vector<std::string> choices_for_all(const Levels& levels) {
  std::vector<std::string> choices;
  const auto common = common_cells(levels);
  for (const auto* level : levels)
    for (const auto& variant : level->variants)
      if (has_alternative(*level, variant) && !variant.conditions.empty() &&
          std::ranges::binary_search(common, variant.cell))
        add(choices, quoted(joined(variant.conditions, variant.conditions.size(), " and ", " and ")));
  return choices;
}

/// Conditions that leave of one level one setting, where the others do not have it.
std::vector<std::string> choices_for_one(const Levels& levels, const Question& question) {
  std::vector<std::string> choices;
  for (const auto* level : levels)
    for (const auto& variant : level->variants)
      if (has_alternative(*level, variant) && !variant.conditions.empty())
        add(choices, quoted("not " + condition({question.by, level->name}, {}) + " or " +
                            joined(variant.conditions, variant.conditions.size(), " and ", " and ")));
  return choices;
}

std::string cure(const Levels& levels, const Question& question) {
  auto choices = choices_for_all(levels);
  if (choices.empty()) choices = choices_for_one(levels, question);
  if (choices.empty()) return "no condition tells them apart: move the files of one kind to another folder";
  return "choose one with " + joined(choices, kMostChoices, ", ", " or ");
}

}  // namespace

std::optional<std::string> mixture(const Design& design, const Question& question) {
  const Levels levels = scored_levels(design);
  if (design.varied.empty() || levels.size() < 2) return std::nullopt;
  const bool crossed = is_crossed(levels);
  const std::string spoilt = spoilt_by(design, question.metric);
  if (crossed && spoilt.empty()) return std::nullopt;
  std::vector<std::string> parts;
  for (const auto* level : levels) parts.push_back(describe_level(*level));
  const std::string what = spoilt.empty() ? "the runs of each " + question.by + " are not of the same settings"
                                          : "the runs are of " + spoilt;
  return what + " (" + joined(parts, kMostNamed, "; ", "; ") + "): " +
         (spoilt.empty() ? "a difference between them would be one of settings, too"
                         : "their scores do not measure the same") +
         '\n' + cure(levels, question);
}

}  // namespace assay::compare
