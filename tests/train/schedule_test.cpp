#include "train/schedule.hpp"

#include <gtest/gtest.h>

#include "components.hpp"

namespace assay::train {
namespace {

double factor(const std::string& schedule, std::int64_t epoch, std::int64_t epochs = 10) {
  return rate_factor(testing_support::component(schedule, "schedule"), epoch, epochs);
}

constexpr double kRounding = 1e-15;  // a power and a product of doubles

TEST(Schedule, IsConstantWhereNoneIsGiven) { EXPECT_EQ(rate_factor({}, 7, 10), 1); }

TEST(Schedule, StepsDownEveryFewEpochs) {
  EXPECT_EQ(factor("{step: {every: 3, factor: 0.5}}", 2), 1);
  EXPECT_EQ(factor("{step: {every: 3, factor: 0.5}}", 3), 0.5);
  EXPECT_EQ(factor("{step: {every: 3, factor: 0.5}}", 6), 0.25);
}

TEST(Schedule, DropsAtMilestones) {
  EXPECT_EQ(factor("{multistep: {at: [2, 5], factor: 0.5}}", 1), 1);
  EXPECT_EQ(factor("{multistep: {at: [2, 5], factor: 0.5}}", 2), 0.5);
  EXPECT_EQ(factor("{multistep: {at: [2, 5], factor: 0.5}}", 9), 0.25);
}

TEST(Schedule, DecaysExponentially) { EXPECT_NEAR(factor("{exponential: 0.9}", 3), 0.729, kRounding); }

TEST(Schedule, FollowsHalfACosine) {
  EXPECT_EQ(factor("cosine", 0), 1);
  EXPECT_NEAR(factor("cosine", 5), 0.5, kRounding);
  EXPECT_NEAR(factor("{cosine: {floor: 0.1}}", 10), 0.1, kRounding);
}

TEST(Schedule, WarmsUpLinearly) {
  EXPECT_EQ(factor("{cosine: {warm_up: 3}}", 0), 0.25);
  EXPECT_EQ(factor("{cosine: {warm_up: 3}}", 2), 0.75);
  EXPECT_EQ(factor("{cosine: {warm_up: 3}}", 3), 1);
}

}  // namespace
}  // namespace assay::train
