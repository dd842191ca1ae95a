// Forecasts against the truth: the first output over the rows of the test part, in their order.

#include <algorithm>

#include "page/numbers.hpp"
#include "page/samples.hpp"

namespace assay::page {
namespace {

constexpr std::int64_t kMostRows = 500;

/// The last rows of the first column.
Json first_column(const Array& array) {
  const auto numbers = array.as<double>();
  const std::int64_t rows = array.shape[0], columns = array.shape[1];
  Json list = Json::array();
  for (std::int64_t row = std::max<std::int64_t>(0, rows - kMostRows); row < rows; ++row)
    list.push_back(rounded(numbers[static_cast<std::size_t>(row * columns)], 5));
  return list;
}

}  // namespace

Json forecasts(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric) {
  Json json;
  Json arms = of_typical(runs, grouping, metric, [&](const store::Record& run) -> Json {
    const auto* forecast = sample(run, "forecast", 2);
    const auto* truth = sample(run, "forecast_target", 2);
    if (!forecast || !truth || forecast->shape != truth->shape) return {};
    Json target = first_column(*truth);
    if (json.is_null()) json = {{"rows", truth->shape[0]}, {"outputs", truth->shape[1]}, {"truth", target}};
    if (json["truth"] != target) return {};  // another split: not to be drawn over the same truth
    return {{"forecast", first_column(*forecast)}};
  });
  if (arms.empty()) return nullptr;
  json["arms"] = std::move(arms);
  return json;
}

}  // namespace assay::page
