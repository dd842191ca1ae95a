#include "search/normal_mass.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace assay::search {
namespace {

constexpr double kCertain = 9;  // beyond so many deviations lies less than a double's last digit of 1

double below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

/// log(P(Z < z)). Where the probability leaves the range of double, the asymptotic series (Abramowitz & Stegun 7.1.23),
/// whose terms fall below 1e-16 there.
double log_below(double z) {
  constexpr double kSmallest = -37;
  if (z > kSmallest) return std::log(below(z));
  const double r = 1 / (z * z);
  const double series = 1 - r * (1 - 3 * r * (1 - 5 * r * (1 - 7 * r * (1 - 9 * r))));
  return -0.5 * z * z - std::log(-z) - 0.5 * std::log(2 * std::numbers::pi) + std::log(series);
}

/// log(e^x - e^y), x >= y.
double log_difference(double x, double y) { return x + std::log1p(-std::exp(y - x)); }

}  // namespace

double log_normal_mass(double a, double b) {
  if (!(a < b)) return -std::numeric_limits<double>::infinity();
  if (b <= 0) return log_difference(log_below(b), log_below(a));
  if (a > 0) return log_difference(log_below(-a), log_below(-b));
  const double outside = (a < -kCertain ? 0 : below(a)) + (b > kCertain ? 0 : below(-b));
  return outside == 0 ? 0 : std::log1p(-outside);
}

}  // namespace assay::search
