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

TEST(Estimate, OfZerosShowsNothing) { EXPECT_EQ(p_value(estimate(std::vector<double>{0, 0, 0}, kTenFolds)), 1); }

}  // namespace
}  // namespace assay::compare
