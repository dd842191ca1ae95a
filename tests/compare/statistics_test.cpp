// The statistics equal SciPy's on the samples of fixtures/statistics.txt (make_fixtures.py says which version).
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "compare/descriptive.hpp"
#include "compare/pairwise.hpp"
#include "compare/signed_rank.hpp"

namespace assay::compare {
namespace {

using Numbers = std::vector<double>;

Numbers answer_of(const std::string& name, const Numbers& given) {
  const std::span<const double> all(given);
  if (name == "describe") {
    const auto d = describe(given);
    const double p = t_test(d.mean, d.deviation, d.n);
    return {d.mean, d.deviation, d.median, d.middle_mean, d.interval.low, d.interval.high, p};
  }
  if (name == "signed_rank") return {signed_rank(given).statistic, signed_rank(given).p};
  if (name == "vargha_delaney") return {vargha_delaney(all.first(all.size() / 2), all.last(all.size() / 2))};
  if (name == "holm") return holm(given);
  if (name == "share_interval") {
    const auto share = share_interval(static_cast<std::size_t>(given[0]), static_cast<std::size_t>(given[1]));
    return {share.low, share.high};
  }
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
      if (std::isnan(expected[i])) continue;  // SciPy gives none for a single number or equal ones
      EXPECT_NEAR(answer[i], expected[i], 1e-9 * (1 + std::abs(expected[i]))) << "number " << i << " of " << line;
    }
    ++checked[name];
  }
  EXPECT_GT(checked["describe"], 30);
  EXPECT_GT(checked["signed_rank"], 25);
  EXPECT_EQ(checked.size(), 5U);
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

TEST(PairsNeeded, AreThirtyFourForHalfADeviation) {
  EXPECT_EQ(pairs_needed(0.5, 1), 34U);  // R: power.t.test(delta=0.5, sd=1, power=0.8, type="paired") gives 33.4
}

TEST(Describe, OfNothingIsNotANumber) { EXPECT_TRUE(std::isnan(describe({}).mean)); }

}  // namespace
}  // namespace assay::compare
