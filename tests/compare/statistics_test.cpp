// The statistics equal SciPy's on the samples of fixtures/statistics.txt (make_fixtures.py says which version).
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "compare/bootstrap.hpp"
#include "compare/descriptive.hpp"
#include "compare/estimate.hpp"
#include "compare/friedman.hpp"
#include "compare/pairwise.hpp"
#include "compare/signed_rank.hpp"

namespace assay::compare {
namespace {

using Numbers = std::vector<double>;

Numbers answer_of(const std::string& name, const Numbers& given) {
  const std::span<const double> all(given);
  if (name == "describe") {
    const auto d = describe(given);
    const double p = p_value(estimate(given, 0));
    return {d.mean, d.deviation, d.median, d.middle_mean, d.interval.low, d.interval.high, p};
  }
  if (name == "signed_rank") return {signed_rank(given).statistic, signed_rank(given).p};
  if (name == "vargha_delaney") return {vargha_delaney(all.first(all.size() / 2), all.last(all.size() / 2))};
  if (name == "holm") return holm(given);
  if (name == "share_interval") {
    const auto share = share_interval(static_cast<std::size_t>(given[0]), static_cast<std::size_t>(given[1]));
    return {share.low, share.high};
  }
  const auto size = static_cast<std::size_t>(given[0]);  // of the sample, or of a task's row
  if (name == "bca") {
    const Numbers means(given.begin() + 1 + static_cast<std::ptrdiff_t>(size), given.end());
    const auto interval = bca_interval(all.subspan(1, size), means, 0.95);
    return {interval.low, interval.high};
  }
  if (name == "friedman") {
    ScoreTable scores;
    for (std::size_t i = 1; i < given.size(); i += size) scores.emplace_back(&given[i], &given[i] + size);
    const auto found = friedman(scores);
    return {found.chi_squared, found.p, found.f, found.f_p};
  }
  if (name == "range_quantile") return {range_quantile(size, given[1])};
  throw std::runtime_error("no statistic " + name);
}

Numbers numbers_of(const std::string& text) {
  std::istringstream in(text);
  Numbers numbers;
  for (std::string word; in >> word;) numbers.push_back(std::stod(word));
  return numbers;
}

TEST(Statistics, EqualThoseOfSciPy) {
  std::ifstream file(std::string(ASSAY_TESTS_DIR) + "/compare/fixtures/statistics.txt");
  std::map<std::string, int> checked;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const auto space = line.find(' '), equal = line.find(" = ");
    const std::string name = line.substr(0, space);
    const auto answer = answer_of(name, numbers_of(line.substr(space, equal - space)));
    const auto expected = numbers_of(line.substr(equal + 3));
    ASSERT_EQ(answer.size(), expected.size()) << line;
    for (std::size_t i = 0; i < answer.size(); ++i) {
      if (answer[i] == expected[i]) continue;  // infinities too
      if (std::isnan(expected[i])) continue;   // SciPy gives none for a single number or equal ones
      EXPECT_NEAR(answer[i], expected[i], 1e-9 * (1 + std::abs(expected[i]))) << "number " << i << " of " << line;
    }
    ++checked[name];
  }
  EXPECT_EQ(checked["describe"], 60);
  EXPECT_EQ(checked["signed_rank"], 61);
  EXPECT_EQ(checked["bca"], 29);
  EXPECT_EQ(checked.size(), 8U);
}

TEST(SignedRank, NeedsSixPairsForFivePercent) {
  EXPECT_EQ(signed_rank(Numbers{1, 2, 3, 4, 5}).p, 0.0625);
  EXPECT_EQ(signed_rank(Numbers{1, 2, 3, 4, 5, 6}).p, 0.03125);
}

/// The normal approximation for many differences must continue the exact distribution: p differs by under 1e-3 there.
TEST(SignedRank, GoesOnSmoothlyBeyondTheExactSizes) {
  const auto p_of = [](int n) {
    Numbers d;
    for (int i = 1; i <= n; ++i) d.push_back(i % 5 < 2 ? -i : i);
    return signed_rank(d).p;
  };
  EXPECT_NEAR(p_of(200), p_of(205), 2e-3);
}

TEST(Holm, LeavesMissingPValuesOut) {
  const auto adjusted = holm(Numbers{0.01, std::nan(""), 0.03});
  EXPECT_DOUBLE_EQ(adjusted[0], 0.02);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_DOUBLE_EQ(adjusted[2], 0.03);
}

TEST(PairedSuperiority, CountsTiesHalf) { EXPECT_EQ(paired_superiority(Numbers{1, 0, -1, 2}), 0.625); }

TEST(BootstrapInterval, IsTheSameEveryTime) {
  const Numbers sample{0.1, 0.4, 0.2, 0.9, 0.3, 0.5, 0.2, 0.6, 0.1, 0.7};
  const auto first = bootstrap_interval(sample, 0.95), second = bootstrap_interval(sample, 0.95);
  EXPECT_EQ(first.low, second.low);
  EXPECT_EQ(first.high, second.high);
  EXPECT_LT(first.low, 0.4);  // the mean
  EXPECT_GT(first.high, 0.4);
}

TEST(BootstrapInterval, OfEqualNumbersIsNone) {
  EXPECT_TRUE(std::isnan(bootstrap_interval(Numbers{1, 1, 1, 1}, 0.95).low));
  EXPECT_TRUE(std::isnan(bootstrap_interval(Numbers{1}, 0.95).low));
}

/// Demsar 2006, table 5 (a): q of Nemenyi's test for 2 to 10 classifiers, printed with three decimals.
TEST(CriticalDifference, HasDemsarsCriticalValues) {
  const Numbers printed{1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164};
  for (std::size_t k = 2; k <= 10; ++k)
    EXPECT_NEAR(critical_difference(k, 6 * k * (k + 1)) * 6, printed[k - 2], 0.0011) << k;
}

/// Demsar 2006, table 6: four classifiers on 14 data sets, and their mean ranks with three decimals.
TEST(MeanRanks, AreDemsars) {
  const ScoreTable auc{{0.763, 0.768, 0.771, 0.798},  {0.599, 0.591, 0.590, 0.569}, {0.954, 0.971, 0.968, 0.967},
                       {0.628, 0.661, 0.654, 0.657},  {0.882, 0.888, 0.886, 0.898}, {0.936, 0.931, 0.916, 0.931},
                       {0.661, 0.668, 0.609, 0.685},  {0.583, 0.583, 0.563, 0.625}, {0.775, 0.838, 0.866, 0.875},
                       {1.000, 1.000, 1.000, 1.000},  {0.940, 0.962, 0.965, 0.962}, {0.619, 0.666, 0.614, 0.669},
                       {0.972, 0.981, 0.9751, 0.975}, {0.957, 0.978, 0.946, 0.970}};
  const auto ranks = mean_ranks(auc, true);
  EXPECT_NEAR(ranks[0], 3.143, 5e-4);
  EXPECT_NEAR(ranks[1], 2.000, 5e-4);
  EXPECT_NEAR(ranks[2], 2.893, 5e-4);
  EXPECT_NEAR(ranks[3], 1.964, 5e-4);
}

TEST(Friedman, NeedsThreeLevels) { EXPECT_TRUE(std::isnan(friedman({{1, 2}, {2, 1}}).p)); }

TEST(Describe, OfNothingIsNotANumber) { EXPECT_TRUE(std::isnan(describe({}).mean)); }

}  // namespace
}  // namespace assay::compare
