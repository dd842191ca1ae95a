#include "compare/crossed.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>
#include <assay/random.hpp>

namespace assay::compare {
namespace {

using Rows = std::vector<std::vector<double>>;

TEST(CrossedEstimate, AddsSeedsAndRowsAndTakesTheRestOff) {
  // Means of seeds 2 and 4, of rows 1, 3 and 5; no rest. MS_seed = 3 * 2 = 6, MS_row = 2 * 8 / 2 = 8.
  const Estimate e = crossed_estimate({{0, 2, 4}, {2, 4, 6}});
  EXPECT_DOUBLE_EQ(e.mean, 3);
  EXPECT_DOUBLE_EQ(e.error, std::sqrt(14.0 / 6));
  EXPECT_DOUBLE_EQ(e.freedom, 14.0 * 14 / (36 + 64.0 / 2));
}

TEST(CrossedEstimate, OfOneSeedIsTheRowsOwn) {
  const Estimate e = crossed_estimate({{1, 2, 3, 6}});
  EXPECT_DOUBLE_EQ(e.mean, 3);
  EXPECT_DOUBLE_EQ(e.error, std::sqrt(14.0 / 3 / 4));
  EXPECT_DOUBLE_EQ(e.freedom, 3);
}

TEST(CrossedEstimate, IsNoLessThanItsLargerPart) {
  // Means of seeds 1 and 1, of rows 1 and 1: all is rest.
  EXPECT_DOUBLE_EQ(crossed_estimate({{0, 2}, {2, 0}}).error, 0);
  EXPECT_DOUBLE_EQ(crossed_estimate({{0, 2}, {2, 4}}).error, std::sqrt(4.0 * 2 / 4));
}

TEST(CrossedEstimate, OfOneRowIsUnknown) { EXPECT_TRUE(std::isnan(crossed_estimate({{1}, {2}}).error)); }

/// Differences of right and wrong answers: a seed's own share, a row's, and chance.
double coverage(std::size_t seeds, std::size_t rows) {
  constexpr int kSets = 1000;
  constexpr double kSeed = .01, kRow = .2, kRest = .25;
  auto stream = Random(7).stream("data");
  int covered = 0;
  for (int set = 0; set < kSets; ++set) {
    std::vector<double> of_row(rows);
    for (double& x : of_row) x = kRow * stream.normal();
    Rows d(seeds, of_row);
    for (auto& seed : d) {
      const double own = kSeed * stream.normal();
      for (double& x : seed) x += own + kRest * stream.normal();
    }
    const Interval interval = interval_of(crossed_estimate(d), .95);
    covered += interval.low <= 0 && 0 <= interval.high;
  }
  return static_cast<double>(covered) / kSets;
}

// 1,000 sets: a standard error of 0.007, and the floor may cover a little more than it says.
TEST(CrossedEstimate, CoversNewRowsAndSeeds) {
  EXPECT_NEAR(coverage(5, 270), .95, .02);
  EXPECT_NEAR(coverage(10, 270), .95, .02);
  EXPECT_NEAR(coverage(30, 270), .95, .02);
}

TEST(McNemar, IsTheExactBinomialTest) {
  EXPECT_NEAR(mcnemar(59, 121).p, 4.4344492637555e-06, 1e-15);  // mlxtend's own test
  EXPECT_NEAR(mcnemar(6, 15).p, .0783539, 1e-7);                // digits as given
  EXPECT_NEAR(mcnemar(6, 15).mid_p, .0524788, 1e-7);
  EXPECT_NEAR(mcnemar(0, 5).p, .0625, 1e-15);
  EXPECT_NEAR(mcnemar(0, 5).mid_p, .03125, 1e-15);
  EXPECT_NEAR(mcnemar(1, 9).p, .0214844, 1e-7);
  EXPECT_NEAR(mcnemar(1, 9).mid_p, .0117188, 1e-7);
  EXPECT_EQ(mcnemar(0, 0).p, 1);
}

}  // namespace
}  // namespace assay::compare
