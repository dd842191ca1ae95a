#include "compare/friedman.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/roots.hpp>

#include "compare/rounding.hpp"

namespace assay::compare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Mid-ranks from 1, smallest first, and the sum of t^3 - t over groups of t equal numbers.
std::pair<std::vector<double>, double> ranked(const std::vector<double>& numbers) {
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return numbers[i]; });
  const auto same = [&](std::size_t a, std::size_t b) {
    return std::abs(numbers[b] - numbers[a]) <= rounding_of(numbers[a], numbers[b]);
  };
  std::vector<double> ranks(numbers.size());
  double ties = 0;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && same(order[first], order[last])) ++last;
    for (std::size_t i = first; i < last; ++i) ranks[order[i]] = static_cast<double>(first + last + 1) / 2;
    const auto t = static_cast<double>(last - first);
    ties += t * t * t - t;
    first = last;
  }
  return {std::move(ranks), ties};
}

/// P(range of k standard normal numbers < width).
double range_probability(double k, double width) {
  const boost::math::normal normal;
  const auto density = [&](double z) {
    const double inside = boost::math::cdf(normal, z) - boost::math::cdf(normal, z - width);
    return boost::math::pdf(normal, z) * std::pow(inside, k - 1);
  };
  return k * boost::math::quadrature::gauss_kronrod<double, 61>::integrate(density, -9.0, 9.0 + width, 12, 1e-13);
}

}  // namespace

std::vector<double> mean_ranks(const ScoreTable& scores, bool larger_is_better) {
  std::vector<double> mean(scores.empty() ? 0 : scores.front().size());
  for (const auto& row : scores) {
    const auto ranks = ranked(row).first;
    for (std::size_t level = 0; level < mean.size(); ++level)
      mean[level] += larger_is_better ? static_cast<double>(mean.size()) + 1 - ranks[level] : ranks[level];
  }
  for (double& rank : mean) rank /= static_cast<double>(scores.size());
  return mean;
}

Friedman friedman(const ScoreTable& scores) {
  const std::size_t tasks = scores.size(), levels = tasks == 0 ? 0 : scores.front().size();
  if (levels < 3 || tasks < 2) return {kNaN, kNaN, kNaN, kNaN};
  const auto k = static_cast<double>(levels), n = static_cast<double>(tasks);
  std::vector<double> sums(levels);
  double ties = 0;
  for (const auto& row : scores) {
    const auto [ranks, tied] = ranked(row);
    for (std::size_t level = 0; level < levels; ++level) sums[level] += ranks[level];
    ties += tied;
  }
  const double squares = std::inner_product(sums.begin(), sums.end(), sums.begin(), 0.0);
  const double correction = 1 - ties / (n * k * (k * k - 1));
  if (correction <= 0) return {kNaN, kNaN, kNaN, kNaN};
  Friedman result;
  result.chi_squared = std::max(0.0, (12 / (n * k * (k + 1)) * squares - 3 * n * (k + 1)) / correction);
  result.p = boost::math::cdf(boost::math::complement(boost::math::chi_squared(k - 1), result.chi_squared));
  const double left = n * (k - 1) - result.chi_squared;
  result.f = left > 0 ? (n - 1) * result.chi_squared / left : std::numeric_limits<double>::infinity();
  result.f_p =
      left <= 1e-12 * n * k
          ? 0
          : boost::math::cdf(boost::math::complement(boost::math::fisher_f(k - 1, (k - 1) * (n - 1)), result.f));
  return result;
}

double range_quantile(std::size_t k, double probability) {
  const auto excess = [&](double width) { return range_probability(static_cast<double>(k), width) - probability; };
  std::uintmax_t steps = 100;
  const auto [low, high] =
      boost::math::tools::toms748_solve(excess, 0.0, 20.0, boost::math::tools::eps_tolerance<double>(48), steps);
  return (low + high) / 2;
}

double critical_difference(std::size_t levels, std::size_t tasks) {
  if (levels < 2 || tasks == 0) return kNaN;
  const auto k = static_cast<double>(levels), n = static_cast<double>(tasks);
  return range_quantile(levels, 0.95) / std::sqrt(2.0) * std::sqrt(k * (k + 1) / (6 * n));
}

}  // namespace assay::compare
