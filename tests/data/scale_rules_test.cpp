// What scikit-learn 1.2.1 gives for the same numbers.
#include "data/scale_rules.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace assay::data {
namespace {

using Values = std::vector<double>;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array kKnown{1.0, 2.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 200.0};
constexpr std::array kNew{0.0, 4.0, 500.0};

/// The reference has eight digits behind the point.
void expect_scaled(const std::string& rule, const std::array<double, 3>& expected, double tolerance = 5e-9) {
  const auto learned = learn_scale(rule, kKnown);
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(scaled(rule, learned, kNew[i]), expected[i], tolerance);
}

TEST(ScaleRules, GiveWhatScikitLearnGives) {
  expect_scaled("standard", {-0.49916027, -0.43007234, 8.1368305});
  expect_scaled("robust", {-0.38805970, -0.14925373, 29.46268657});
  expect_scaled("quantile", {0, 0.38888889, 1});
  expect_scaled("minmax", {-1.0 / 199, 3.0 / 199, 499.0 / 199});
  expect_scaled("max", {0, 0.02, 2.5});
}

// lambda is found to about 1e-8 by either program, where the likelihood is flat.
TEST(ScaleRules, FindYeoAndJohnsonsLambda) {
  EXPECT_NEAR(learn_scale("normal", kKnown)[0], -0.35100362, 1e-7);
  expect_scaled("normal", {-2.66489935, -0.39595425, 1.99917786}, 1e-6);
}

TEST(ScaleRules, TakeTheMiddleOfEqualQuantiles) {
  const auto learned = learn_scale("quantile", kKnown);
  EXPECT_NEAR(scaled("quantile", learned, 2), 1.5 / 9, 1e-15);  // a rounding
}

TEST(ScaleRules, MakeAColumnThatNeverVariesZero) {
  const Values same(5, 7.0);
  for (const std::string rule : {"standard", "minmax", "robust", "normal", "quantile"})
    EXPECT_EQ(scaled(rule, learn_scale(rule, same), 7), 0) << rule;
  EXPECT_EQ(scaled("max", learn_scale("max", Values(3, 0.0)), 0), 0);
}

TEST(ScaleRules, PassMissingValuesOver) {
  const Values some{1, kNaN, 3};
  EXPECT_EQ(learn_scale("minmax", some), (Values{1, 0.5}));
  EXPECT_TRUE(std::isnan(scaled("minmax", learn_scale("minmax", some), kNaN)));
  EXPECT_TRUE(learn_scale("standard", Values{kNaN}).empty());
}

TEST(ScaleRules, KeepRobustFiniteWhereTheQuartilesAreOne) {
  EXPECT_EQ(learn_scale("robust", Values{0, 5, 5, 5, 5, 5, 9}), (Values{5, 1}));
}

TEST(ScaleRules, FindQuantilesAsNumpyDoes) {
  EXPECT_EQ(quantile(Values{1, 2, 4}, 0.5), 2);
  EXPECT_EQ(quantile(Values{1, 2, 4}, 0.75), 3);
  EXPECT_EQ(quantile(Values{6}, 0.3), 6);
}

}  // namespace
}  // namespace assay::data
