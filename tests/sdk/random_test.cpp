#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <vector>

#include <assay/random.hpp>

namespace assay {
namespace {

// Known answers of philox4x32 with 10 rounds, from the file kat_vectors of Random123.
TEST(Philox, GivesTheKnownAnswers) {
  const philox4x32_ctr_t ones{{~0U, ~0U, ~0U, ~0U}}, pi{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}};
  const philox4x32_key_t ones_key{{~0U, ~0U}}, pi_key{{0xa4093822, 0x299f31d0}};
  EXPECT_EQ(philox4x32(ones, ones_key), (philox4x32_ctr_t{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_EQ(philox4x32(pi, pi_key), (philox4x32_ctr_t{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

// The same file's vector for counter 0 and key 0: what a stream of seed 0 begins with.
TEST(Random, DrawsPhiloxWordsInOrder) {
  Random random(0);
  for (const std::uint32_t word : {0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}) EXPECT_EQ(random.bits(), word);
}

TEST(Random, RepeatsFromTheSameSeed) {
  Random a(7), b(7);
  for (int i = 0; i < 100; ++i) ASSERT_EQ(a.bits64(), b.bits64());
}

TEST(Random, CopiesItsPosition) {
  Random a(7);
  a.normal();  // leaves a spare normal behind, which belongs to the position
  Random b = a;
  for (int i = 0; i < 10; ++i) ASSERT_EQ(a.normal(), b.normal());
}

TEST(Random, StreamsDoNotDependOnWhatTheParentDrew) {
  Random fresh(7), used(7);
  for (int i = 0; i < 1000; ++i) used.bits();
  EXPECT_EQ(fresh.stream("split").bits64(), used.stream("split").bits64());
}

TEST(Random, EveryPurposeAndIndexHasItsOwnStream) {
  const Random random(1);
  std::set<std::uint64_t> first;
  for (const char* purpose : {"split", "order", "init", "noise", ""}) first.insert(random.stream(purpose).bits64());
  for (std::uint64_t index = 0; index < 1000; ++index) first.insert(random.stream(index).bits64());
  first.insert(Random(2).stream("split").bits64());
  EXPECT_EQ(first.size(), 1006U);
}

// Correlation of n pairs of independent uniforms has a standard deviation of 1/sqrt(n); 5 of them leave 1 in 10^6.
TEST(Random, StreamsAreUncorrelated) {
  constexpr int n = 100000;
  Random a = Random(3).stream(std::uint64_t{0});
  Random b = Random(3).stream(std::uint64_t{1});
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  EXPECT_LT(std::abs(sum / n * 12.0), 5.0 / std::sqrt(n));
}

TEST(Uniform, StaysWithinItsEnds) {
  Random random(5);
  for (int i = 0; i < 100000; ++i) {
    const double x = random.uniform(-2.0, 3.0);
    ASSERT_GE(x, -2.0);
    ASSERT_LT(x, 3.0);
  }
}

// Mean 1/2 and variance 1/12; 5 standard errors.
TEST(Uniform, HasTheRightMeanAndVariance) {
  constexpr int n = 200000;
  Random random(5);
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = random.uniform() - 0.5;
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / n, 0.0, 5 * std::sqrt(1.0 / 12 / n));
  EXPECT_NEAR(squares / n, 1.0 / 12, 5 * std::sqrt(1.0 / 180 / n));
}

TEST(Below, OfOneIsZero) {
  Random random(5);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(random.below(1), 0U);
}

// Chi-squared over 7 cells (6 degrees of freedom): 35.9 is exceeded once in 3 * 10^5 times.
TEST(Below, FillsAllCellsAlike) {
  constexpr int n = 70000;
  Random random(11);
  std::array<int, 7> count{};
  for (int i = 0; i < n; ++i) ++count[random.below(7)];
  double chi_squared = 0;
  for (const int c : count) chi_squared += (c - n / 7.0) * (c - n / 7.0) / (n / 7.0);
  EXPECT_LT(chi_squared, 35.9);
}

// With n = 3/4 * 2^64, the bare high word of a product would reach every third value twice as often: those divisible
// by 3 would be half of all, not a third. 5 standard errors.
TEST(Below, IsUnbiasedForHugeRanges) {
  constexpr std::uint64_t n = 3ULL << 62;
  constexpr int draws = 30000;
  Random random(13);
  int by_three = 0;
  for (int i = 0; i < draws; ++i) by_three += random.below(n) % 3 == 0 ? 1 : 0;
  EXPECT_NEAR(by_three / double{draws}, 1.0 / 3, 5 * std::sqrt(2.0 / 9 / draws));
}

// Moments 0, 1, 0, 3 with variances 1/n, 2/n, 15/n, 96/n; 5 standard errors.
TEST(Normal, HasTheRightMoments) {
  constexpr int n = 200000;
  Random random(17);
  std::array<double, 4> sums{};
  for (int i = 0; i < n; ++i) {
    const double x = random.normal();
    for (std::size_t k = 0; k < 4; ++k) sums[k] += std::pow(x, static_cast<double>(k + 1));
  }
  EXPECT_NEAR(sums[0] / n, 0.0, 5 * std::sqrt(1.0 / n));
  EXPECT_NEAR(sums[1] / n, 1.0, 5 * std::sqrt(2.0 / n));
  EXPECT_NEAR(sums[2] / n, 0.0, 5 * std::sqrt(15.0 / n));
  EXPECT_NEAR(sums[3] / n, 3.0, 5 * std::sqrt(96.0 / n));
}

// Kolmogorov and Smirnov's distance; its critical value at 10^-6 is 2.69 / sqrt(n).
TEST(Normal, HasTheRightDistribution) {
  constexpr std::size_t n = 20000;
  Random random(19);
  std::vector<double> x(n);
  for (double& v : x) v = random.normal();
  std::sort(x.begin(), x.end());
  double distance = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double expected = 0.5 * std::erfc(-x[i] * std::numbers::sqrt2 / 2);
    distance = std::max(distance, std::abs(expected - (static_cast<double>(i) + 0.5) / n));
  }
  EXPECT_LT(distance, 2.69 / std::sqrt(n));
}

TEST(Shuffle, KeepsEveryElement) {
  std::vector<int> cards(52);
  std::iota(cards.begin(), cards.end(), 0);
  Random(23).shuffle(std::span(cards));
  EXPECT_FALSE(std::is_sorted(cards.begin(), cards.end()));
  std::sort(cards.begin(), cards.end());
  for (int i = 0; i < 52; ++i) EXPECT_EQ(cards[static_cast<std::size_t>(i)], i);
}

// Chi-squared over the 6 orders of 3 elements (5 degrees of freedom): 33.5 is exceeded once in 3 * 10^5 times.
TEST(Shuffle, ReachesAllOrdersAlike) {
  constexpr int n = 60000;
  Random random(29);
  std::array<int, 27> count{};
  for (int i = 0; i < n; ++i) {
    std::array<std::size_t, 3> order{0, 1, 2};
    random.shuffle(std::span<std::size_t>(order));
    ++count[9 * order[0] + 3 * order[1] + order[2]];
  }
  double chi_squared = 0;
  for (const int c : count)
    if (c > 0) chi_squared += (c - n / 6.0) * (c - n / 6.0) / (n / 6.0);
  EXPECT_EQ(std::count(count.begin(), count.end(), 0), 21);
  EXPECT_LT(chi_squared, 33.5);
}

}  // namespace
}  // namespace assay
