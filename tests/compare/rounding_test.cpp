#include "compare/rounding.hpp"

#include <cstdio>
#include <cstdlib>
#include <vector>

#include <gtest/gtest.h>
#include <assay/random.hpp>

#include "compare/friedman.hpp"
#include "compare/signed_rank.hpp"

namespace assay::compare {
namespace {

using Numbers = std::vector<double>;

SignedRank of_pairs(const Numbers& a, const Numbers& b) {
  Numbers differences, roundings;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differences.push_back(a[i] - b[i]);
    roundings.push_back(rounding_of(a[i], b[i]));
  }
  return signed_rank(differences, roundings);
}

/// As somebody writes 19/20 with so many digits behind the point.
double written(double percent, int digits) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", digits, percent);
  return std::strtod(text, nullptr);
}

/// 95.45 - 95.3 and 94.8 - 94.65 are 3/20 both. Twenty times the scores are whole, and have no rounding.
TEST(SignedRank, FindsTiesThatRoundingHides) {
  const Numbers a{95.45, 94.8, 96.1, 95.0, 95.7}, b{95.3, 94.65, 95.9, 94.9, 95.4};
  Numbers whole;
  for (std::size_t i = 0; i < a.size(); ++i) whole.push_back(std::round(20 * a[i]) - std::round(20 * b[i]));
  EXPECT_EQ(of_pairs(a, b).p, signed_rank(whole).p);
  EXPECT_EQ(of_pairs({0.95, 0.9}, {0.95, 0.8}).n, 1U);
  EXPECT_EQ(of_pairs({(0.1 + 0.2) / 2}, {0.3 / 2}).n, 0U);  // no difference, although the doubles are not equal
}

/// Whole numbers are exact: k of n right ones, as shares, as percents and as percents with so many decimals that they
/// are told exactly, must have the statistics of k.
TEST(SignedRank, OfTenThousandSetsOfAccuraciesIsThatOfTheirCounts) {
  Random random(17);
  const int rows[] = {20, 30, 360, 1797, 10'000};
  int different = 0;
  for (int set = 0; set < 10'000; ++set) {
    const int n = rows[random.below(5)];
    const auto spread = static_cast<std::uint64_t>(n / 10 + 1);
    Numbers counts, a, b, percents_a, percents_b;
    for (std::uint64_t pair = 0; pair < 5 + random.below(16); ++pair) {
      const double k = static_cast<double>(n) - static_cast<double>(random.below(spread));
      const double l = static_cast<double>(n) - static_cast<double>(random.below(spread));
      counts.push_back(k - l);
      a.push_back(k / n), b.push_back(l / n);
      const bool told = n == 20 || n == 10'000;  // by two decimals
      percents_a.push_back(told ? written(100 * k / n, 2) : 100 * k / n);
      percents_b.push_back(told ? written(100 * l / n, 2) : 100 * l / n);
    }
    const auto exact = signed_rank(counts);
    for (const auto& found : {of_pairs(a, b), of_pairs(percents_a, percents_b)})
      different += found.n != exact.n || found.statistic != exact.statistic || found.p != exact.p;
  }
  EXPECT_EQ(different, 0);
}

TEST(Friedman, SharesRanksOfMeansThatDifferByRoundingOnly) {
  const double third = (0.1 + 0.2 + 0.3) / 3, same = (0.3 + 0.2 + 0.1) / 3;
  ASSERT_NE(third, same);
  const auto ranks = mean_ranks({{third, same, 0.5}, {third, same, 0.6}}, true);
  EXPECT_EQ(ranks, (Numbers{2.5, 2.5, 1}));
  EXPECT_EQ(friedman({{third, same, 0.5}, {same, third, 0.6}}).chi_squared, 4);  // SciPy of {.2, .2, .5}, {.2, .2, .6}
}

}  // namespace
}  // namespace assay::compare
