#include "compare/summary.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::compare {
namespace {

using testing::ElementsAre;

store::Record run(const std::string& model, double accuracy, std::uint64_t seed = 0) {
  store::Record record;
  record.model = model;
  record.seed = seed;
  record.final_values = {{"test.accuracy", accuracy}, {"parameters", 100}};
  record.timing.seconds = 2;
  return record;
}

TEST(Arms, GroupRunsThatDifferOnlyInTheirSeed) {
  const std::vector<store::Record> runs{run("fnn", 0.9, 0), run("cnn", 0.95, 0), run("fnn", 0.8, 1)};
  const auto found = arms(runs, "test.accuracy");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].model, "fnn");
  EXPECT_EQ(found[0].runs, 2U);
  EXPECT_EQ(found[1].runs, 1U);
}

TEST(Arms, KeepAxisValuesApart) {
  auto relu = run("fnn", 0.9), tanh = run("fnn", 0.8);
  relu.axes = {{"activation", "relu"}};
  tanh.axes = {{"activation", "tanh"}};
  EXPECT_EQ(arms(std::vector{relu, tanh}, "test.accuracy").size(), 2U);
}

TEST(Arm, HasMeanDeviationAndExtremes) {
  const std::vector<store::Record> runs{run("fnn", 0.7), run("fnn", 0.8), run("fnn", 0.9)};
  const Arm arm = arms(runs, "test.accuracy").front();
  EXPECT_NEAR(arm.scores.mean, 0.8, 1e-15);  // roundings of three additions
  EXPECT_NEAR(arm.scores.deviation, 0.1, 1e-15);
  EXPECT_EQ(arm.scores.least, 0.7);
  EXPECT_EQ(arm.scores.most, 0.9);
  EXPECT_EQ(arm.parameters, 100);
  EXPECT_EQ(arm.seconds, 2);
}

TEST(Arm, OfOneRunHasNoDeviation) {
  EXPECT_TRUE(std::isnan(arms(std::vector{run("fnn", 0.7)}, "test.accuracy").front().scores.deviation));
}

TEST(Arm, CountsFailedRunsInsteadOfDroppingThem) {
  auto diverged = run("fnn", 0);
  diverged.status = store::Status::diverged;
  diverged.final_values = {{"parameters", 100}};
  const Arm arm = arms(std::vector{run("fnn", 0.7), diverged}, "test.accuracy").front();
  EXPECT_EQ(arm.runs, 1U);
  EXPECT_EQ(arm.diverged, 1U);
  EXPECT_EQ(arm.failed, 0U);
  EXPECT_NEAR(arm.lost_share.low, 0.0126, 5e-5);  // Clopper and Pearson: 1 of 2
  EXPECT_EQ(arm.scores.mean, 0.7);
}

TEST(DefaultMetric, PrefersTestAccuracy) {
  auto record = run("fnn", 0.7);
  record.final_values.insert(record.final_values.begin(), {"test.loss", 1.0});
  EXPECT_EQ(default_metric(std::vector{record}), "test.accuracy");
}

TEST(MetricsOf, ListsEachOnce) {
  EXPECT_THAT(metrics_of(std::vector{run("a", 1), run("b", 1)}), ElementsAre("test.accuracy", "parameters"));
}

TEST(Score, OfAnUnknownMetricIsNothing) { EXPECT_EQ(score(run("a", 1), "test.f1"), std::nullopt); }

}  // namespace
}  // namespace assay::compare
