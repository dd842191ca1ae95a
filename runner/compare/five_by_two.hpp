#pragma once
/// The combined F test of five divisions into two folds. Two folds share no training rows, so that their spread is an
/// honest one; the five divisions share them all, which the test allows for. Alpaydin (1999, Neural Computation 11).

#include <span>

namespace assay::compare {

/// Two-sided p-value that two learners are equal: of F = sum p_ij^2 / (2 sum s_i^2), which has 10 and 5 degrees of
/// freedom; p_ij is the difference in fold j of division i, and s_i^2 = sum over j (p_ij - mean)^2. `differences` are
/// the two of each division, one after the other; NaN where there are not 10, and 1 where all are 0.
double five_by_two_p(std::span<const double> differences);

}  // namespace assay::compare
