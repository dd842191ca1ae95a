#include "compare/signed_rank.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/distributions/normal.hpp>

#include "compare/rounding.hpp"

namespace assay::compare {
namespace {

constexpr std::size_t kMostExact = 200;

struct Difference {
  double value, rounding;
  double size() const { return std::abs(value); }
};

/// Those that are not 0, by size.
std::vector<Difference> nonzero_of(std::span<const double> differences, std::span<const double> roundings) {
  std::vector<Difference> nonzero;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const double d = differences[i];
    if (const Difference one{d, roundings.empty() ? rounding_of(d, d) : roundings[i]};
        d != 0 && (roundings.empty() || one.size() > one.rounding))
      nonzero.push_back(one);
  }
  std::ranges::sort(nonzero, {}, &Difference::size);
  return nonzero;
}

/// Twice the mid-rank of each size, so that all are whole.
std::vector<std::size_t> double_ranks(const std::vector<Difference>& sorted) {
  std::vector<std::size_t> ranks(sorted.size());
  const auto tied = [&](std::size_t a, std::size_t b) {
    return sorted[b].size() - sorted[a].size() <= sorted[a].rounding + sorted[b].rounding;
  };
  for (std::size_t first = 0; first < sorted.size();) {
    std::size_t last = first;
    while (last + 1 < sorted.size() && tied(first, last + 1)) ++last;
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

SignedRank signed_rank(std::span<const double> differences, std::span<const double> roundings) {
  const auto nonzero = nonzero_of(differences, roundings);
  const auto ranks = double_ranks(nonzero);
  std::size_t above = 0, below = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) (nonzero[i].value > 0 ? above : below) += ranks[i];
  const std::size_t statistic = std::min(above, below);
  SignedRank result{nonzero.size(), static_cast<double>(statistic) / 2, 1};
  if (nonzero.empty()) return result;
  result.p = nonzero.size() <= kMostExact ? std::min(1.0, 2 * share_below(ranks, statistic))
                                          : normal_p(ranks, result.statistic);
  return result;
}

}  // namespace assay::compare
