#include "train/preactivations.hpp"

#include <limits>
#include <numeric>

#include <gtest/gtest.h>

namespace assay::train {
namespace {

Histogram histogram(const std::vector<double>& numbers) {
  Histogram made;
  for (const double x : numbers) made.see(x);
  for (const double x : numbers) made.count(x);
  return made;
}

TEST(Histogram, SpansFromTheSmallestToTheLargest) {
  const auto edges = histogram({3, -1, 2}).edges();
  ASSERT_EQ(edges.size(), 65U);
  EXPECT_EQ(edges.front(), -1);
  EXPECT_EQ(edges.back(), 3);
}

TEST(Histogram, PutsAnEdgeIntoTheBinAboveItExceptTheLast) {
  const auto counts = histogram({0, 1, 64, 64}).counts;
  EXPECT_EQ(counts[0], 1);
  EXPECT_EQ(counts[1], 1);
  EXPECT_EQ(counts[63], 2);
}

TEST(Histogram, SpansOneAboutNumbersThatAreAllEqual) {
  const auto made = histogram({5, 5, 5});
  EXPECT_EQ(made.edges().front(), 4.5);
  EXPECT_EQ(made.edges().back(), 5.5);
  EXPECT_EQ(made.counts[32], 3);
}

TEST(Histogram, LeavesOutWhatIsNoFiniteNumber) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const auto made = histogram({0, kInfinity, std::numeric_limits<double>::quiet_NaN(), 1});
  EXPECT_EQ(made.edges().back(), 1);
  EXPECT_EQ(std::accumulate(made.counts.begin(), made.counts.end(), std::int64_t{0}), 2);
}

}  // namespace
}  // namespace assay::train
