#include "compare/bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "compare/summary.hpp"
#include "compare/verdict.hpp"

namespace assay::compare {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

store::Record run(const std::string& model, std::uint64_t seed, const std::string& metric, double score) {
  store::Record record;
  record.model = model;
  record.seed = seed;
  record.final_values = {{metric, score}};
  record.config_leaves = {{"model.name", model}, {"train.loss", std::string("softmax_cross_entropy")}};
  return record;
}

std::vector<store::Record> runs(const std::string& metric, const std::vector<double>& a,
                                const std::vector<double>& b = {}) {
  std::vector<store::Record> all;
  for (std::uint64_t seed = 0; seed < a.size(); ++seed) all.push_back(run("a", seed, metric, a[seed]));
  for (std::uint64_t seed = 0; seed < b.size(); ++seed) all.push_back(run("b", seed, metric, b[seed]));
  return all;
}

Interval interval_of(const std::string& metric, const std::vector<double>& scores) {
  return arms(runs(metric, scores), metric).front().scores.interval;
}

/// SciPy: t.interval(0.95, 2, mean, sem) of 0.97, 1, 1 is 0.9469734 to 1.0330266; the lower end stays.
TEST(Interval, OfAShareStaysWithinZeroAndOne) {
  EXPECT_NEAR(interval_of("test.accuracy", {0.97, 1, 1}).low, 0.946973, 1e-6);  // as many digits as are written above
  EXPECT_EQ(interval_of("test.accuracy", {0.97, 1, 1}).high, 1);
  EXPECT_EQ(interval_of("test.auc", {0, 0.03, 0}).low, 0);
}

TEST(Interval, OfASizeStaysAboveZero) {
  EXPECT_EQ(interval_of("test.rmse", {0.01, 3, 0.02}).low, 0);
  EXPECT_GT(interval_of("test.rmse", {0.01, 3, 0.02}).high, 3);
  EXPECT_EQ(interval_of("test.loss", {0.01, 3, 0.02}).low, 0);  // of softmax_cross_entropy
  EXPECT_LT(interval_of("test.mmd", {0.01, 3, 0.02}).low, 0);   // whose unbiased estimate may be negative
}

TEST(Interval, KnowsNoBoundThatAScoreLiesBeyond) { EXPECT_GT(interval_of("test.accuracy", {97, 100, 100}).high, 100); }

TEST(Interval, OfADifferenceOfSharesStaysWithinMinusOneAndOne) {
  const Question question{.metric = "test.accuracy", .by = "model", .baseline = "a"};
  const auto c = judge(runs("test.accuracy", {0, 0.1, 0}, {1, 0.9, 0.9}), question).comparisons[0];
  EXPECT_EQ(c.difference.interval.high, 1);
  EXPECT_GT(c.difference.interval.low, 0);
}

TEST(Arm, CountsAScoreThatIsNoNumberAsMissing) {
  const Arm arm = arms(runs("test.auc", {0.8, kNaN, 0.6, 0.7, kNaN}), "test.auc").front();
  EXPECT_EQ(arm.runs, 3U);
  EXPECT_EQ(arm.unscored, 2U);
  EXPECT_EQ(arm.scores.n, 3U);
  EXPECT_DOUBLE_EQ(arm.scores.mean, 0.7);
  EXPECT_EQ(arm.scores.median, 0.7);
  EXPECT_DOUBLE_EQ(arm.scores.middle_mean, 0.7);
  EXPECT_EQ(arm.scores.least, 0.6);
  EXPECT_EQ(arm.scores.most, 0.8);
}

TEST(Arm, OfWhichNoRunHasANumberHasNoStatistics) {
  const Arm arm = arms(runs("test.auc", {kNaN, std::numeric_limits<double>::infinity()}), "test.auc").front();
  EXPECT_EQ(arm.runs, 0U);
  EXPECT_TRUE(std::isnan(arm.scores.mean));
  EXPECT_TRUE(std::isnan(arm.scores.most));
}

TEST(Judge, SaysHowManyRunsOfEachArmHaveNoNumber) {
  const Question question{.metric = "test.auc", .by = "model", .baseline = "a"};
  const auto findings = judge(runs("test.auc", {0.8, kNaN, 0.6}, {0.9, kNaN, kNaN}), question);
  EXPECT_EQ(findings.comparisons[0].pairs, 1U);
  ASSERT_EQ(findings.unscored.size(), 0U);
  const std::string note =
      "test.auc is no number in some runs (a 1 of 3, b 2 of 3): they have no score, and all numbers are of those that "
      "have one";
  EXPECT_NE(std::ranges::find(findings.warnings, note), findings.warnings.end());
}

}  // namespace
}  // namespace assay::compare
