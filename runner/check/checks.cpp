#include "check/checks.hpp"

#include <algorithm>

namespace assay::check {

std::vector<Check> checks_of(std::string_view kind) {
  std::span<const Check> own;
  if (kind == "activation") own = activation_checks();
  if (kind == "layer") own = layer_checks();
  if (kind == "loss") own = loss_checks();
  if (kind == "optimizer") own = optimizer_checks();
  if (own.empty()) return {};
  const auto common = library_checks();
  std::vector<Check> all(common.begin(), common.end());
  all.insert(all.end(), own.begin(), own.end());
  std::stable_sort(all.begin(), all.end(), [](const Check& a, const Check& b) { return a.level < b.level; });
  return all;
}

}  // namespace assay::check
