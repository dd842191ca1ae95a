#include "compare/crossed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/binomial.hpp>

namespace assay::compare {
namespace {

struct MeanSquares {
  double mean = 0, seed = 0, row = 0, rest = 0;
};

MeanSquares mean_squares(const std::vector<std::vector<double>>& d) {
  const std::size_t seeds = d.size(), rows = d.front().size();
  const auto s = static_cast<double>(seeds), n = static_cast<double>(rows);
  std::vector<double> of_seed(seeds), of_row(rows);
  for (std::size_t i = 0; i < seeds; ++i)
    for (std::size_t r = 0; r < rows; ++r) of_seed[i] += d[i][r] / n, of_row[r] += d[i][r] / s;
  MeanSquares found{.mean = std::accumulate(of_seed.begin(), of_seed.end(), 0.0) / s};
  const auto squares = [&](const std::vector<double>& means) {
    return std::accumulate(means.begin(), means.end(), 0.0,
                           [&](double sum, double x) { return sum + (x - found.mean) * (x - found.mean); });
  };
  found.row = s * squares(of_row) / (n - 1);
  if (seeds == 1) return found;
  found.seed = n * squares(of_seed) / (s - 1);
  double rest = 0;
  for (std::size_t i = 0; i < seeds; ++i)
    for (std::size_t r = 0; r < rows; ++r) {
      const double e = d[i][r] - of_seed[i] - of_row[r] + found.mean;
      rest += e * e;
    }
  found.rest = rest / ((s - 1) * (n - 1));
  return found;
}

}  // namespace

Estimate crossed_estimate(const std::vector<std::vector<double>>& differences) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  if (differences.empty() || differences.front().size() < 2) return {kNaN, kNaN, kNaN};
  const auto s = static_cast<double>(differences.size()), n = static_cast<double>(differences.front().size());
  const auto [mean, seed, row, rest] = mean_squares(differences);
  const double sum = seed + row - rest, largest = std::max(seed, row);
  if (sum <= largest)  // of one seed too: what the larger part alone has
    return {mean, std::sqrt(largest / (s * n)), seed > row ? s - 1 : n - 1};
  const double parts = seed * seed / (s - 1) + row * row / (n - 1) + rest * rest / ((s - 1) * (n - 1));
  return {mean, std::sqrt(sum / (s * n)), sum * sum / parts};
}

McNemar mcnemar(std::size_t only_first, std::size_t only_second) {
  const std::size_t n = only_first + only_second, fewer = std::min(only_first, only_second);
  if (n == 0) return {};
  const boost::math::binomial even(static_cast<double>(n), 0.5);
  const auto k = static_cast<double>(fewer);
  const double p = std::min(1.0, 2 * boost::math::cdf(even, k)), here = boost::math::pdf(even, k);
  return {p, only_first == only_second ? 1 - here / 2 : p - here};
}

}  // namespace assay::compare
