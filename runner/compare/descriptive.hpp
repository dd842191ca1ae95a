#pragma once
/// Describes one sample of scores.

#include <cstddef>
#include <span>

#include "spec/figure.hpp"

namespace assay::compare {

/// From `low` to `high`; NaN where a sample is too small for one.
struct Interval {
  double low = 0, high = 0;
};

struct Description {
  std::size_t n = 0;
  double mean = 0;
  double deviation = 0;  ///< of the sample (n - 1); NaN for n < 2
  double median = 0;
  double middle_mean = 0;  ///< interquartile mean: of what is left without the lowest and the highest quarter
  double least = 0, most = 0;
  Interval interval{};  ///< 95 % t-interval of the mean; it covers as it says from n = 3 on where bootstraps do not
};

/// Of those that are numbers: NaN and infinite ones are missing scores, and are not counted. All NaN but n where none
/// is left. The interval ends where `range` does: the mean cannot lie outside, so that what is cut off covers nothing,
/// and the rest covers the mean exactly as often.
Description describe(std::span<const double> scores, const spec::Range& range = {});

/// The part of an interval that lies in a range.
Interval within(const Interval& interval, const spec::Range& range);

/// The t-interval of the mean at a level such as 0.95. Student 1908.
Interval t_interval(double mean, double deviation, std::size_t n, double level);

}  // namespace assay::compare
