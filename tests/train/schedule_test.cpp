#include "train/schedule.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "components.hpp"

namespace assay::train {
namespace {

/// One step an epoch unless told.
double factor(const std::string& schedule, std::int64_t step, std::int64_t epochs = 10, std::int64_t batches = 1) {
  return Schedule(testing_support::component(schedule, "schedule"), epochs, batches).factor(step);
}

constexpr double kRounding = 1e-15;  // a power and a product of doubles

TEST(Schedule, IsConstantWhereNoneIsGiven) { EXPECT_EQ(Schedule().factor(7), 1); }

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

TEST(Schedule, WarmsUpLinearlyStepByStep) {
  EXPECT_EQ(factor("{cosine: {warm_up: 3}}", 0), 0.25);
  EXPECT_EQ(factor("{cosine: {warm_up: 3}}", 2), 0.75);
  EXPECT_EQ(factor("{cosine: {warm_up: 3}}", 3), 1);
  EXPECT_EQ(factor("{cosine: {warm_up: 1}}", 2, 10, 7), 0.375);
}

TEST(Schedule, StaysConstantWithinAnEpoch) {
  EXPECT_EQ(factor("cosine", 14, 10, 7), factor("cosine", 20, 10, 7));
  EXPECT_LT(factor("cosine", 21, 10, 7), factor("cosine", 20, 10, 7));
}

TEST(Schedule, FollowsTheCosineStepByStepWhereAskedTo) {
  EXPECT_NEAR(factor("{cosine: {per: step}}", 35, 10, 7), 0.5, kRounding);
  EXPECT_LT(factor("{cosine: {per: step}}", 36, 10, 7), factor("{cosine: {per: step}}", 35, 10, 7));
}

TEST(Schedule, RestartsAfterEveryPeriod) {
  EXPECT_EQ(factor("{cosine: {period: 4}}", 4, 100), 1);
  EXPECT_EQ(factor("{cosine: {period: 4}}", 98, 100), factor("{cosine: {period: 4}}", 2, 100));
}

TEST(Schedule, LetsPeriodsGrow) {
  for (const std::int64_t start : {0, 3, 9, 21}) EXPECT_EQ(factor("{cosine: {period: 3, growth: 2}}", start, 100), 1);
  EXPECT_NEAR(factor("{cosine: {period: 3, growth: 2}}", 6, 100), 0.5, kRounding);
}

TEST(Schedule, RunsStraightDownToItsFloor) {
  EXPECT_EQ(factor("linear", 5), 0.5);
  EXPECT_NEAR(factor("{linear: 0.2}", 10), 0.2, kRounding);
}

TEST(Schedule, RisesAndFallsInOneCycle) {
  EXPECT_NEAR(factor("one_cycle", 0, 10, 10), 1 / 25.0, kRounding);
  EXPECT_EQ(factor("one_cycle", 29, 10, 10), 1);  // a rise of 0.3 ends before the 30th of 100 steps
  EXPECT_NEAR(factor("one_cycle", 99, 10, 10), 1 / 25e4, kRounding);
}

TEST(Schedule, IsAtItsTopAllAlongWhereOneCycleHasOneStep) { EXPECT_LE(factor("one_cycle", 0, 1, 1), 1); }

Schedule plateau(const std::string& more = "") {
  return {testing_support::component("{plateau: {patience: 1, factor: 0.5" + more + "}}", "schedule"), 10, 1};
}

double after(Schedule& schedule, std::initializer_list<double> losses) {
  for (const double loss : losses) schedule.observe({{"validation_loss", loss}});
  return schedule.factor(0);
}

TEST(Plateau, WaitsAsLongAsItsPatience) {
  auto schedule = plateau();
  EXPECT_EQ(after(schedule, {1, 1}), 1);
  EXPECT_EQ(after(schedule, {1}), 0.5);
}

TEST(Plateau, CallsLessThanItsThresholdNoImprovement) {
  auto relative = plateau(", threshold: 0.1"), absolute = plateau(", threshold: 0.1, mode: absolute");
  EXPECT_EQ(after(relative, {10, 9.5, 9.1}), 0.5);
  EXPECT_EQ(after(absolute, {10, 9.5, 9.1}), 1);
}

TEST(Plateau, RestsAfterAReduction) {
  auto schedule = plateau(", cooldown: 2");
  EXPECT_EQ(after(schedule, {1, 1, 1, 1, 1, 1}), 0.5);
  EXPECT_EQ(after(schedule, {1}), 0.25);
}

TEST(Plateau, NeverFallsBelowItsFloor) {
  auto schedule = plateau(", floor: 0.3");
  EXPECT_EQ(after(schedule, {1, 1, 1, 1, 1, 1}), 0.3);
}

TEST(Plateau, KnowsMetricsOfWhichMoreIsBetter) {
  auto schedule = plateau(", metric: validation.accuracy");
  for (const double accuracy : {0.1, 0.2, 0.3, 0.4}) schedule.observe({{"validation_accuracy", accuracy}});
  EXPECT_EQ(schedule.factor(0), 1);
  for (const double accuracy : {0.3, 0.3}) schedule.observe({{"validation_accuracy", accuracy}});
  EXPECT_EQ(schedule.factor(0), 0.5);
}

TEST(Plateau, TakesNotANumberForNoImprovement) {
  auto schedule = plateau();
  EXPECT_EQ(after(schedule, {1, std::nan(""), std::nan("")}), 0.5);
}

TEST(Plateau, GoesOnFromItsPosition) {
  auto first = plateau(), second = plateau();
  after(first, {1, 1});
  second.resume(first.position());
  EXPECT_EQ(after(second, {1}), 0.5);
}

}  // namespace
}  // namespace assay::train
