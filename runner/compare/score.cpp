#include "compare/score.hpp"

#include <algorithm>
#include <cmath>

namespace assay::compare {

std::optional<double> score(const store::Record& run, const std::string& metric) {
  for (const auto& [name, value] : run.final_values)
    if (name == metric) return std::isfinite(value) ? std::optional(value) : std::nullopt;
  return std::nullopt;
}

bool measures(const store::Record& run, const std::string& metric) {
  return std::ranges::any_of(run.final_values, [&](const auto& one) { return one.first == metric; });
}

std::optional<double> final_score(const store::Record& run, const std::string& metric) {
  return run.status == store::Status::complete ? score(run, metric) : std::nullopt;
}

}  // namespace assay::compare
