#pragma once
/// Which numbers computed from scores are equal but for rounding. Scores such as 19 of 20 are rounded to the next
/// double, percents once more, and so is each sum and difference: 95.45 - 95.3 and 94.8 - 94.65 are 3/20 both and
/// differ at the fourteenth digit. Where ranks or signs are asked for, that must not decide.

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::compare {

/// How far a number that was computed from scores of this size may lie from what it would be without rounding. A score,
/// a difference and each addition of a mean err by half a unit of the last place: 64 units allow for means of a
/// hundred. Scores that differ truly do by more: shares of a test part of n rows by 1 / n, shares of two parts by 1 /
/// n^2.
inline double rounding_of(double a, double b) {
  return 64 * std::numeric_limits<double>::epsilon() * std::max(std::abs(a), std::abs(b));
}

}  // namespace assay::compare
