#pragma once
/// Rules that bring the numbers of one column into a range: what they learn of it, and what they make of a number.
/// Definitions and edge cases are scikit-learn's, whose names are given beside the rules; a column that never varies
/// becomes 0. NaN (a missing value) is passed over; what is not finite stays as it is.

#include <span>
#include <string>
#include <vector>

namespace assay::data {

/// What `rule` learns of `values`:
///   standard, minmax, robust, max: {shift, factor}; x becomes (x - shift) * factor
///   quantile: up to 1,000 quantiles, evenly spread; x becomes the share of values below it, from 0 to 1
///   normal: {lambda, shift, factor} of Yeo and Johnson's transform
/// Empty where there are no values.
std::vector<double> learn_scale(const std::string& rule, std::span<const double> values);

/// How many numbers learn_scale() gives: 0 where it varies (at least one).
std::size_t numbers_of_scale(const std::string& rule);

double scaled(const std::string& rule, std::span<const double> learned, double x);

/// Of sorted values, between two of them by linear interpolation (numpy.percentile).
double quantile(std::span<const double> sorted, double share);

}  // namespace assay::data
