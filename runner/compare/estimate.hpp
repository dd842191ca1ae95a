#pragma once
/// What is known of a mean difference: its standard error, and the degrees of freedom with which that was estimated.
/// p, intervals and chances follow from these three numbers, whatever the replicates are (compare/claim.hpp); where
/// they share rows only the error differs.
///
/// Where replicates are re-splits of one set of rows, their training parts overlap and their differences agree more
/// than new data would let them: s / sqrt(J) is too small, and the more so the more replicates there are. Nadeau &
/// Bengio (2003, Machine Learning 52) put n_test / n_train, the overlap, beside 1 / J.

#include <cstddef>
#include <optional>
#include <span>

#include "compare/descriptive.hpp"

namespace assay::compare {

/// NaN where fewer than two differences say nothing of their spread.
struct Estimate {
  double mean = 0;
  double error = 0;    ///< standard error of the mean
  double freedom = 0;  ///< degrees of freedom of the t distribution of (mean - truth) / error
};

/// Of J differences, one a replicate: error = s sqrt(1/J + overlap), J - 1 degrees of freedom. `overlap` is n_test /
/// n_train for re-splits of the same rows (1 / (k - 1) for k folds), and 0 where every replicate has its own data.
Estimate estimate(std::span<const double> differences, double overlap);

/// Two-sided p-value of the t-test that the true mean is 0; 1 where mean and error are 0, NaN where the error is.
double p_value(const Estimate& estimate);

/// The t-interval of the true mean at a level such as 0.95; NaN where the error is.
Interval interval_of(const Estimate& estimate, double level);

/// How likely the true mean lies below -limit, within it, and above it: of the posterior t distribution, under a flat
/// prior, with the estimate's mean, error and freedom (Corani & Benavoli 2015, Machine Learning 100). NaN where the
/// error is.
struct Chances {
  double below = 0, within = 0, above = 0;
};
Chances chances(const Estimate& estimate, double limit);

/// Replicates that find a mean difference of this size with probability 0.8 at a two-sided level of 0.05; nothing
/// where no number of them does, since the overlap alone keeps the error too large.
std::optional<std::size_t> replicates_needed(double difference, double deviation, double overlap);

}  // namespace assay::compare
