#include "compare/levels.hpp"

#include <algorithm>
#include <unordered_set>

#include "store/property.hpp"

namespace assay::compare {
std::string key_of_level(const std::string& level, const std::string& by) {
  return by == "model" ? level : store::to_text(spec::datum_of(level));
}

std::optional<std::string> level_of(const std::string& model, const AxisValues& axes, const std::string& by) {
  if (by == "model") return model;
  for (const auto& [axis, value] : axes)
    if (axis == by) return value;
  return std::nullopt;
}

std::optional<std::string> level_of(const store::Record& run, const std::string& by) {
  return level_of(run.model, run.axes, by);
}

std::vector<std::string> levels(std::span<const store::Record> runs, const std::string& by) {
  std::vector<std::string> found;
  std::unordered_set<std::string> texts, keys;
  for (const auto& run : runs)
    if (const auto level = level_of(run, by);
        level && texts.insert(*level).second && keys.insert(key_of_level(*level, by)).second)
      found.push_back(*level);
  return found;
}

std::optional<std::size_t> place_of(const std::string& level, std::span<const std::string> levels,
                                    const std::string& by) {
  if (const auto exact = std::ranges::find(levels, level); exact != levels.end())
    return static_cast<std::size_t>(exact - levels.begin());
  const std::string key = key_of_level(level, by);
  const auto same = std::ranges::find_if(levels, [&](const std::string& one) { return key_of_level(one, by) == key; });
  if (same == levels.end()) return std::nullopt;
  return static_cast<std::size_t>(same - levels.begin());
}

}  // namespace assay::compare
