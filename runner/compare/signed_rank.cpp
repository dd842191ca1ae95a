#include "compare/signed_rank.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/distributions/normal.hpp>

namespace assay::compare {
namespace {

constexpr std::size_t kMostExact = 200;

/// Twice the mid-rank of each number, so that all are whole.
std::vector<std::size_t> double_ranks(const std::vector<double>& sorted) {
  std::vector<std::size_t> ranks(sorted.size());
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t last = first;
    while (last + 1 < sorted.size() && sorted[last + 1] == sorted[first]) ++last;
    std::fill(ranks.begin() + static_cast<std::ptrdiff_t>(first), ranks.begin() + static_cast<std::ptrdiff_t>(last) + 1,
              first + last + 2);
    first = last + 1;
  }
  return ranks;
}

/// P(rank sum <= statistic), each sign being + or - with probability 1/2: the share of subsets of the ranks.
double share_below(const std::vector<std::size_t>& ranks, std::size_t statistic) {
  std::vector<double> share(statistic + 1);
  share[0] = 1;
  for (const std::size_t rank : ranks)
    for (std::size_t sum = statistic + 1; sum-- > 0;)
      share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
  double total = 0;
  for (const double one : share) total += one;
  return total;
}

double normal_p(const std::vector<std::size_t>& ranks, double statistic) {
  double mean = 0, variance = 0;  // of half the doubled ranks
  for (const std::size_t rank : ranks) {
    const double r = static_cast<double>(rank) / 2;
    mean += r / 2;
    variance += r * r / 4;
  }
  return 2 * boost::math::cdf(boost::math::normal(), -std::abs(statistic - mean) / std::sqrt(variance));
}

}  // namespace

SignedRank signed_rank(std::span<const double> differences) {
  std::vector<double> nonzero;
  std::ranges::copy_if(differences, std::back_inserter(nonzero), [](double d) { return d != 0; });
  std::ranges::sort(nonzero, {}, [](double d) { return std::abs(d); });
  std::vector<double> sizes(nonzero.size());
  std::ranges::transform(nonzero, sizes.begin(), [](double d) { return std::abs(d); });
  const auto ranks = double_ranks(sizes);
  std::size_t above = 0, below = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) (nonzero[i] > 0 ? above : below) += ranks[i];
  const std::size_t statistic = std::min(above, below);
  SignedRank result{nonzero.size(), static_cast<double>(statistic) / 2, 1};
  if (nonzero.empty()) return result;
  result.p = nonzero.size() <= kMostExact ? std::min(1.0, 2 * share_below(ranks, statistic))
                                          : normal_p(ranks, result.statistic);
  return result;
}

}  // namespace assay::compare
