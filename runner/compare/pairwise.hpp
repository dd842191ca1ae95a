#pragma once
/// Small statistics of paired comparisons: effect sizes, correction for many comparisons, failures.

#include <cstddef>
#include <span>
#include <vector>

#include "compare/descriptive.hpp"

namespace assay::compare {

/// P(A > B) over pairs, ties counting half: 1 where A is always the larger. Bouthillier et al. 2021.
double paired_superiority(std::span<const double> differences);

/// Vargha & Delaney's A (2000): P(A > B) over all combinations of a run of A with one of B, ties (but for
/// rounding) counting half.
double vargha_delaney(std::span<const double> a, std::span<const double> b);

/// Holm's step-down adjustment (1979): with these, comparing with 0.05 keeps the chance of any false finding at 5 %.
/// NaN stays NaN and counts as no comparison.
std::vector<double> holm(std::span<const double> p_values);

/// Clopper & Pearson's exact 95 % interval (1934) of a share: `count` failures among n.
Interval share_interval(std::size_t count, std::size_t n);

}  // namespace assay::compare
