#pragma once
/// Numbers as the page's data has them: as many digits as can be seen, null where there is none.

#include <span>

#include "base/json.hpp"

namespace assay::page {

/// Rounded to so many significant digits; null for what is not finite.
Json rounded(double value, int digits = 5);

Json rounded(std::span<const double> values, int digits = 5);

}  // namespace assay::page
