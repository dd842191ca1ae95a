#include "compare/descriptive.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

namespace assay::compare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<const double> numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
}

double median_of(std::span<const double> sorted) {
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

}  // namespace

Interval t_interval(double mean, double deviation, std::size_t n, double level) {
  if (n < 2) return {kNaN, kNaN};
  const boost::math::students_t t(static_cast<double>(n - 1));
  const double reach = boost::math::quantile(boost::math::complement(t, (1 - level) / 2)) * deviation /
                       std::sqrt(static_cast<double>(n));
  return {mean - reach, mean + reach};
}

Interval within(const Interval& interval, const spec::Range& range) {
  if (std::isnan(interval.low)) return interval;
  return {std::clamp(interval.low, range.low, range.high), std::clamp(interval.high, range.low, range.high)};
}

Description describe(std::span<const double> all, const spec::Range& range) {
  std::vector<double> scores;
  std::ranges::copy_if(all, std::back_inserter(scores), [](double x) { return std::isfinite(x); });
  if (scores.empty()) return {0, kNaN, kNaN, kNaN, kNaN, kNaN, kNaN, {kNaN, kNaN}};
  std::vector<double> sorted = scores;
  std::ranges::sort(sorted);
  const std::size_t n = sorted.size(), quarter = n / 4;
  Description d{.n = n, .mean = mean_of(scores), .deviation = kNaN, .median = median_of(sorted)};
  d.middle_mean = mean_of(std::span(sorted).subspan(quarter, n - 2 * quarter));
  d.least = sorted.front();
  d.most = sorted.back();
  if (n > 1) {
    double squares = 0;
    for (const double x : scores) squares += (x - d.mean) * (x - d.mean);
    d.deviation = std::sqrt(squares / static_cast<double>(n - 1));
  }
  d.interval = within(t_interval(d.mean, d.deviation, n, 0.95), range);
  return d;
}

}  // namespace assay::compare
