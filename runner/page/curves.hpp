#pragma once
/// Learning curves, thinned so that a page of a thousand runs stays small.

#include <cstddef>
#include <span>

#include "base/json.hpp"
#include "page/grouping.hpp"

namespace assay::page {

/// How much of the curves the page gets.
struct Thinning {
  std::size_t points = 200;  ///< of a curve, the first and the last epoch among them
  std::size_t runs = 20;     ///< single runs behind an arm's band
};

/// As much as about 300,000 numbers allow: single runs are left out first, down to 3 an arm, then points, down to 24.
Thinning thin(std::size_t arms, std::size_t columns, std::size_t epochs, std::size_t runs);

/// {"columns": [{"name": "validation_loss", "quantity": "loss", "split": "validation", "arms": [{"x": epochs, "mean",
/// "low", "high": 95 % t-interval, empty for a single run; "runs": [{"seed", "y"}]}]}], "points", "runs", "uneven"}.
/// Bands are of finished runs; mean and interval end where fewer than half of them go on.
Json curves(std::span<const store::Record> runs, const Grouping& grouping);

}  // namespace assay::page
