#include "spec/figure.hpp"

#include <gtest/gtest.h>

namespace assay::spec {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(Figure, KnowsWhichWayIsBetter) {
  EXPECT_TRUE(larger_is_better("test.accuracy"));
  EXPECT_TRUE(larger_is_better("top_5"));
  EXPECT_TRUE(larger_is_better("high_quality"));
  EXPECT_FALSE(larger_is_better("validation.loss"));
  EXPECT_FALSE(larger_is_better("generator_loss"));
}

TEST(Figure, KnowsItsBoundsByAnyOfItsNames) {
  for (const char* name : {"accuracy", "best.validation.accuracy", "validation_accuracy"}) {
    EXPECT_EQ(range_of(name).low, 0) << name;
    EXPECT_EQ(range_of(name).high, 1) << name;
  }
  EXPECT_EQ(range_of("test.rmse").low, 0);
  EXPECT_EQ(range_of("test.rmse").high, kInfinity);
  EXPECT_EQ(range_of("test.r2").high, 1);
  EXPECT_EQ(range_of("test.top_3").high, 1);
}

TEST(Figure, HasNoBoundsWhereNoneIsDeclared) {
  EXPECT_EQ(range_of("generator_loss").low, -kInfinity);
  EXPECT_EQ(range_of("mmd").low, -kInfinity);  // its unbiased estimate may be negative
}

TEST(Figure, TakesTheBoundsOfALossFromItsFunction) {
  EXPECT_EQ(range_of("test.loss").low, -kInfinity);
  EXPECT_EQ(range_of_loss("softmax_cross_entropy").low, 0);
  EXPECT_EQ(range_of_loss("nll").low, -kInfinity);  // of outputs that are no logarithms of probabilities
}

}  // namespace
}  // namespace assay::spec
