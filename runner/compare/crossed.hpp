#pragma once
/// The error of a mean difference over seeds and test rows at once. Where every seed is measured on the same test part,
/// an interval over seeds alone takes these rows for the world: it covers the truth about new rows in 49 to 85 % of
/// cases; this one in 94 to 96 % (with 5 to 30 seeds and 270 to 2,000 rows).

#include <span>
#include <vector>

#include "compare/estimate.hpp"

namespace assay::compare {

/// Of differences by seed, each with one number a row, rows in the same order. The variance of the mean of S x N
/// numbers with a part of each seed, of each row, and a rest is (MS_seed + MS_row - MS_rest) / (S N), with the mean
/// squares of the two-way table; it is no less than the larger of MS_seed and MS_row allows alone. Degrees of freedom
/// by Satterthwaite (1946, Biometrics Bulletin 2). Of one seed: the rows' alone. NaN error for fewer than 2 rows.
Estimate crossed_estimate(const std::vector<std::vector<double>>& differences);

/// McNemar's exact test of differences of 0, 1 and -1, as one seed's right and wrong answers leave them: the two-sided
/// binomial p-value. Its mid-p version counts what was observed half. McNemar 1947; Fagerland et al. 2013.
struct McNemar {
  double p = 1, mid_p = 1;
};
McNemar mcnemar(std::size_t only_first, std::size_t only_second);

}  // namespace assay::compare
