#include "compare/pairwise.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/binomial.hpp>

#include "compare/rounding.hpp"

namespace assay::compare {

double paired_superiority(std::span<const double> differences) {
  double above = 0;
  for (const double d : differences) above += d > 0 ? 1 : d == 0 ? 0.5 : 0;
  return above / static_cast<double>(differences.size());
}

double vargha_delaney(std::span<const double> a, std::span<const double> b) {
  double above = 0;
  for (const double x : a)
    for (const double y : b) above += std::abs(x - y) <= rounding_of(x, y) ? 0.5 : x > y ? 1 : 0;
  return above / static_cast<double>(a.size() * b.size());
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    if (!std::isnan(p_values[i])) order.push_back(i);
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.begin(), p_values.end());
  double largest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    largest = std::max(largest, p_values[order[rank]] * static_cast<double>(order.size() - rank));
    adjusted[order[rank]] = std::min(1.0, largest);
  }
  return adjusted;
}

Interval share_interval(std::size_t count, std::size_t n) {
  using Binomial = boost::math::binomial;
  const auto trials = static_cast<double>(n), successes = static_cast<double>(count);
  return {Binomial::find_lower_bound_on_p(trials, successes, 0.025),
          Binomial::find_upper_bound_on_p(trials, successes, 0.025)};
}

}  // namespace assay::compare
