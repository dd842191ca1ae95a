#pragma once
/// Wilcoxon's signed-rank test (1945): whether paired differences are symmetric around 0. It makes no assumption of
/// normal differences, but fewer than 6 pairs cannot reach p < 0.05.

#include <cstddef>
#include <span>

namespace assay::compare {

struct SignedRank {
  std::size_t n = 0;     ///< differences that are not 0; zeros are left out, as Wilcoxon did
  double statistic = 0;  ///< the smaller of the rank sums of positive and negative differences
  double p = 1;          ///< two-sided
};

/// Exact up to 200 differences, ties included: the distribution of the rank sum over all 2^n signs, equal differences
/// having the mean of their ranks. The normal approximation with correction for ties beyond.
///
/// `roundings`, one a difference: how far each may be from its true value (rounding.hpp). What is equal within them
/// ties, and what is within its own is 0. Without them the differences are taken for exact but for their own last
/// digits.
SignedRank signed_rank(std::span<const double> differences, std::span<const double> roundings = {});

}  // namespace assay::compare
