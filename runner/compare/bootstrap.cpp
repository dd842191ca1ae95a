#include "compare/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/normal.hpp>

#include <assay/random.hpp>

namespace assay::compare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<const double> numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
}

/// Share of the resampled means below the sample's own, equal ones counting half. Sums in another order are equal up to
/// rounding only.
double share_below(std::span<const double> sorted, double mean) {
  const double rounding = 1e-13 * std::max(std::abs(sorted.front()), std::abs(sorted.back()));
  const auto below = std::ranges::lower_bound(sorted, mean - rounding) - sorted.begin();
  const auto up_to = std::ranges::upper_bound(sorted, mean + rounding) - sorted.begin();
  return static_cast<double>(below + up_to) / 2 / static_cast<double>(sorted.size());
}

/// A sixth of the skewness of the means of all but one number.
double acceleration(std::span<const double> sample, double mean) {
  double cubes = 0, squares = 0;  // leaving x out moves the mean by (mean - x) / (n - 1); the factor cancels
  for (const double x : sample) {
    const double d = x - mean;
    cubes += d * d * d;
    squares += d * d;
  }
  return cubes / (6 * std::pow(squares, 1.5));
}

/// Linear between the order statistics, as NumPy's default.
double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

Interval bca_interval(std::span<const double> sample, std::vector<double> resampled_means, double level) {
  std::ranges::sort(resampled_means);
  const double mean = mean_of(sample);
  const double below = share_below(resampled_means, mean), a = acceleration(sample, mean);
  if (!(below > 0 && below < 1) || std::isnan(a)) return {kNaN, kNaN};
  const boost::math::normal normal;
  const double bias = boost::math::quantile(normal, below);
  const auto end = [&](double tail) {
    const double z = bias + boost::math::quantile(normal, tail);
    return quantile(resampled_means, boost::math::cdf(normal, bias + z / (1 - a * z)));
  };
  return {end((1 - level) / 2), end((1 + level) / 2)};
}

Interval bootstrap_interval(std::span<const double> sample, double level) {
  if (sample.size() < 2) return {kNaN, kNaN};
  Random random = Random(0).stream("bootstrap");
  std::vector<double> means(kResamples);
  for (double& mean : means) {
    double sum = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) sum += sample[random.below(sample.size())];
    mean = sum / static_cast<double>(sample.size());
  }
  return bca_interval(sample, std::move(means), level);
}

}  // namespace assay::compare
