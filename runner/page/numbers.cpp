#include "page/numbers.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace assay::page {

Json rounded(double value, int digits) {
  if (!std::isfinite(value)) return nullptr;
  if (value == std::round(value) && std::abs(value) < 1e6) return static_cast<std::int64_t>(value);
  char text[40];
  std::snprintf(text, sizeof text, "%.*g", digits, value);
  return std::strtod(text, nullptr);
}

Json rounded(std::span<const double> values, int digits) {
  Json list = Json::array();
  for (const double value : values) list.push_back(rounded(value, digits));
  return list;
}

}  // namespace assay::page
