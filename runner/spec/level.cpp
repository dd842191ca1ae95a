#include "spec/level.hpp"

#include <algorithm>

#include "spec/scalar.hpp"

namespace assay::spec {
namespace {

constexpr std::string_view kBetween = "(),=[]{}; ";

/// Takes the text up to the next sign that separates values, or that sign, from the front of `rest`.
std::string_view next_piece(std::string_view& rest) {
  const std::size_t length = std::max<std::size_t>(1, std::min(rest.find_first_of(kBetween), rest.size()));
  const std::string_view piece = rest.substr(0, length);
  rest.remove_prefix(length);
  return piece;
}

bool same_piece(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto x = to_real(a), y = to_real(b);
  return x && y && *x == *y;
}

}  // namespace

bool same_level(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty())
    if (!same_piece(next_piece(a), next_piece(b))) return false;
  return a.empty() && b.empty();
}

const std::string* find_level(std::span<const std::string> levels, std::string_view wanted) {
  auto found = std::ranges::find(levels, wanted);
  if (found == levels.end())
    found = std::ranges::find_if(levels, [&](const std::string& level) { return same_level(level, wanted); });
  return found == levels.end() ? nullptr : &*found;
}

}  // namespace assay::spec
