#include "search/space.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace assay::search {
namespace {

constexpr std::uint64_t kUncountable = std::uint64_t{1} << 53;
constexpr int kDigits = 4;

/// Rounds in decimals, so that the result is the number that its text says: powers of ten are exact up to 10^22, and
/// the quotient of two exact numbers is the nearest to it.
double round_to(double value, int decimals) {
  constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (decimals >= 0 && decimals <= 22) return std::round(value * kPowers[decimals]) / kPowers[decimals];
  char text[400];  // DBL_MAX has 309 digits before the point
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return std::strtod(text, nullptr);
}

int order_of(double value) { return static_cast<int>(std::floor(std::log10(std::abs(value)))); }

double rounded(double value, double range) {
  if (value == 0 || !std::isfinite(value)) return value;
  const int order = std::min(order_of(value), order_of(range));
  if (order >= kDigits - 1) {  // before the point
    const double unit = std::pow(10.0, order - kDigits + 1);
    return std::round(value / unit) * unit;
  }
  return round_to(value, kDigits - 1 - order);
}

}  // namespace

std::size_t Axis::count() const {
  if (kind == Kind::choice) return choices;
  if (kind == Kind::integer) return static_cast<std::size_t>(std::floor((high - low) / step)) + 1;
  return 0;
}

double Axis::coordinate(double value) const { return kind == Kind::log ? std::log(value) : value; }

double Axis::value(double coordinate) const {
  if (kind == Kind::choice) return coordinate;
  if (kind == Kind::integer)
    return low + step * std::clamp(std::round((coordinate - low) / step), 0.0, static_cast<double>(count() - 1));
  return std::clamp(rounded(kind == Kind::log ? std::exp(coordinate) : coordinate, high - low), low, high);
}

double Axis::at(double share) const {
  if (const auto values = static_cast<double>(count()); values > 0) {
    const double index = std::min(std::floor(share * values), values - 1);
    return kind == Kind::choice ? index : low + step * index;
  }
  const double from = coordinate(low), to = coordinate(high);
  return value(from * (1 - share) + to * share);
}

std::uint64_t count_points(const Space& space) {
  std::uint64_t points = 1;
  for (const auto& axis : space) {
    const std::uint64_t values = axis.count();
    if (values == 0 || values > kUncountable / points) return 0;
    points *= values;
  }
  return points;
}

Point draw(const Space& space, const Random& random) {
  Point point;
  for (const auto& axis : space) point.push_back(axis.at(random.stream(axis.name).uniform()));
  return point;
}

Point point_at(const Space& space, std::uint64_t index) {
  Point point;
  for (const auto& axis : space) {
    const auto values = static_cast<std::uint64_t>(axis.count());
    const auto one = static_cast<double>(index % values);
    point.push_back(axis.kind == Axis::Kind::choice ? one : axis.low + axis.step * one);
    index /= values;
  }
  return point;
}

}  // namespace assay::search
