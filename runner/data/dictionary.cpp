#include "data/dictionary.hpp"

#include <algorithm>

namespace assay::data {

double Dictionary::number(std::string_view name) {
  const auto found = numbers_.find(name);
  if (found != numbers_.end()) return found->second;
  return numbers_.emplace(std::string(name), static_cast<double>(numbers_.size())).first->second;
}

std::vector<std::string> Dictionary::sorted(std::vector<double>& place) const {
  std::vector<std::string> names;
  for (const auto& [name, number] : numbers_) names.push_back(name);
  std::ranges::sort(names);
  place.resize(names.size());
  for (std::size_t i = 0; i < names.size(); ++i)
    place[static_cast<std::size_t>(numbers_.find(names[i])->second)] = static_cast<double>(i);
  return names;
}

}  // namespace assay::data
