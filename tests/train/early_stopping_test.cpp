#include "train/early_stopping.hpp"

#include <gtest/gtest.h>

namespace assay::train {
namespace {

Values loss(double value) { return {{"validation_loss", value}}; }

TEST(EarlyStopping, IsIdleWithoutAMetric) { EXPECT_FALSE(EarlyStopping(spec::EarlyStopping{}).active()); }

TEST(EarlyStopping, WaitsItsPatience) {
  EarlyStopping stopping({"validation.loss", 2, 0});
  EXPECT_TRUE(stopping.improves(loss(1)));
  EXPECT_FALSE(stopping.improves(loss(2)));
  EXPECT_FALSE(stopping.exhausted());
  EXPECT_FALSE(stopping.improves(loss(1)));
  EXPECT_TRUE(stopping.exhausted());
}

TEST(EarlyStopping, StartsAnewAfterAnImprovement) {
  EarlyStopping stopping({"validation.loss", 2, 0});
  stopping.improves(loss(1));
  stopping.improves(loss(2));
  EXPECT_TRUE(stopping.improves(loss(0.5)));
  stopping.improves(loss(2));
  EXPECT_FALSE(stopping.exhausted());
}

TEST(EarlyStopping, CountsOnlyImprovementsBeyondTheSmallest) {
  EarlyStopping stopping({"validation.loss", 1, 0.1});
  stopping.improves(loss(1));
  EXPECT_FALSE(stopping.improves(loss(0.95)));
}

TEST(EarlyStopping, WantsMoreAccuracy) {
  EarlyStopping stopping({"validation.accuracy", 1, 0});
  stopping.improves({{"validation_accuracy", 0.5}});
  EXPECT_TRUE(stopping.improves({{"validation_accuracy", 0.6}}));
  EXPECT_FALSE(stopping.improves({{"validation_accuracy", 0.55}}));
}

TEST(EarlyStopping, SaysThatItsMetricIsNotMeasured) {
  EarlyStopping stopping({"validation.f1", 1, 0});
  try {
    stopping.improves(loss(1));
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(), "early_stopping: 'validation.f1' is not measured in this run");
  }
}

}  // namespace
}  // namespace assay::train
