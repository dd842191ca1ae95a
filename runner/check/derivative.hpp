#pragma once
/// Derivatives by differences of a function's values, in float64, and what they say about a slope that is claimed.

#include <algorithm>
#include <cmath>

namespace assay::check {

/// The difference quotients around a point.
struct Derivative {
  double central = 0, left = 0, right = 0;
  bool smooth = true;  ///< half the step gives the same answer: neither f' nor f'' jumps within it

  /// Where f is smooth the slope is the central quotient; at a kink it lies between the one-sided ones.
  bool allows(double slope, double tolerance) const {
    if (smooth) return std::abs(slope - central) <= tolerance;
    return std::min(left, right) - tolerance <= slope && slope <= std::max(left, right) + tolerance;
  }
};

template <class Function>
Derivative differences(Function f, double x, double step) {
  const auto quotient = [&](double from, double to) { return (f(to) - f(from)) / (to - from); };
  const double central = quotient(x - step, x + step), finer = quotient(x - step / 2, x + step / 2);
  return {central, quotient(x - step, x), quotient(x, x + step),
          std::abs(central - finer) < 1e-7 * (1 + std::abs(central))};
}

/// Step 1e-5: truncation and rounding of the central quotient are near 1e-10. Next to a kink 1e-7, with 1e-9 from
/// rounding.
template <class Function>
Derivative derivative(Function f, double x) {
  const double unit = std::max(1.0, std::abs(x));
  const Derivative wide = differences(f, x, 1e-5 * unit);
  return wide.smooth ? wide : differences(f, x, 1e-7 * unit);
}

}  // namespace assay::check
