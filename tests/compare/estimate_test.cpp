#include "compare/estimate.hpp"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace assay::compare {
namespace {

constexpr double kTenFolds = 1.0 / 9, kSeventyFifteen = 15.0 / 70, kEightyTen = 10.0 / 80;

/// Ten differences whose tests SciPy 1.10 computed.
const std::vector<double> kTen{.012, .020, -.004, .015, .009, .018, .003, .011, -.002, .016};

TEST(Estimate, OfIndependentReplicatesIsStudents) {
  const Estimate e = estimate(kTen, 0);
  EXPECT_NEAR(e.mean, .0098, 1e-15);
  EXPECT_NEAR(e.mean / e.error, 3.735009, 1e-6);  // digits as given
  EXPECT_NEAR(p_value(e), .004661, 1e-6);
}

TEST(Estimate, OfResplitsHasTheErrorOfNadeauAndBengio) {
  const Estimate folds = estimate(kTen, kTenFolds), splits = estimate(kTen, kSeventyFifteen);
  EXPECT_NEAR(folds.mean / folds.error, 2.570609, 1e-6);
  EXPECT_NEAR(p_value(folds), .030158, 1e-6);
  EXPECT_NEAR(splits.mean / splits.error, 2.106829, 1e-6);
  EXPECT_NEAR(p_value(splits), .064400, 1e-6);
  EXPECT_NEAR(p_value(estimate(kTen, kEightyTen)), .034422, 1e-6);
}

// baycomp's own test of its correlated t-test: x = (4, 2, 6), y = (5, 7, 3), three folds.
TEST(Estimate, HasBaycompsVariance) {
  const Estimate e = estimate(std::vector<double>{1, 5, -3}, 1.0 / 2);
  EXPECT_DOUBLE_EQ(e.mean, 1);
  EXPECT_NEAR(e.error * e.error, 16 * (1.0 / 3 + 1.0 / 2), 1e-13);  // rounding of a square root and its square
  EXPECT_DOUBLE_EQ(e.freedom, 2);
}

TEST(Estimate, OfOneDifferenceIsUnknown) {
  const Estimate e = estimate(std::vector<double>{.5}, 0);
  EXPECT_TRUE(std::isnan(p_value(e)));
}

TEST(Estimate, OfTenFoldsHasSciPysInterval) {
  const Interval interval = interval_of(estimate(kTen, kTenFolds), .95);
  EXPECT_NEAR(interval.low, .0011759, 1e-7);  // digits as given
  EXPECT_NEAR(interval.high, .0184241, 1e-7);
}

TEST(Chances, AreThoseOfTheCorrelatedPosterior) {
  const Chances found = chances(estimate(kTen, kTenFolds), .01);
  EXPECT_NEAR(found.below, .00028442, 1e-8);  // SciPy 1.10, digits as given
  EXPECT_NEAR(found.within, .52006207, 1e-8);
  EXPECT_NEAR(found.above, .47965351, 1e-8);
}

// baycomp's data: squash-unstored, nbc against j48, 10 runs of 10 folds: mean 0.4625, standard error 1.0001472.
TEST(Chances, AreBaycomps) {
  const Chances found = chances({.mean = .4625, .error = 1.0001472, .freedom = 99}, 1);
  EXPECT_NEAR(found.below, .0734152, 1e-6);  // the given mean and error have so many digits
  EXPECT_NEAR(found.within, .6304933, 1e-6);
  EXPECT_NEAR(found.above, .2960914, 1e-6);
}

TEST(ReplicatesNeeded, AreThirtyFourForHalfADeviation) {
  EXPECT_EQ(replicates_needed(0.5, 1, 0), 34U);  // R: power.t.test(delta=0.5, sd=1, power=0.8, type="paired"): 33.4
}

TEST(ReplicatesNeeded, AreNoneWhereTheOverlapAloneHidesTheDifference) {
  EXPECT_FALSE(replicates_needed(1.2, 1, kSeventyFifteen));  // 2.8 sqrt(15 / 70) is 1.297
  EXPECT_TRUE(replicates_needed(1.35, 1, kSeventyFifteen));
}

TEST(Estimate, OfZerosShowsNothing) { EXPECT_EQ(p_value(estimate(std::vector<double>{0, 0, 0}, kTenFolds)), 1); }

}  // namespace
}  // namespace assay::compare
