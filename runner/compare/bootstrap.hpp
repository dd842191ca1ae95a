#pragma once
/// The bootstrap interval of a mean that corrects bias and skewness (BCa). Efron 1987, J. Amer. Statist. Assoc. 82.
/// It needs about 10 numbers to cover what it says; the t-interval does from 3 on.

#include <cstddef>
#include <span>
#include <vector>

#include "compare/descriptive.hpp"

namespace assay::compare {

inline constexpr std::size_t kFewestForBootstrap = 10;
inline constexpr std::size_t kResamples = 10'000;

/// From given means of resamples (any order): the quantiles at Phi(z0 + (z0 + z) / (1 - a (z0 + z))) for z of both ends
/// of `level`, where z0 tells the share of resampled means below the sample's, and a (from the jackknife) its skewness.
/// NaN where all resamples lie on one side or all numbers are equal.
Interval bca_interval(std::span<const double> sample, std::vector<double> resampled_means, double level);

/// The same with kResamples resamples, drawn from a fixed stream: equal samples have equal intervals.
Interval bootstrap_interval(std::span<const double> sample, double level);

}  // namespace assay::compare
