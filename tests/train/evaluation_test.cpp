#include "train/evaluation.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace assay::train {
namespace {

double evaluate(const std::string& metric, Decision decision, std::vector<double> y, const Shape& shape,
                std::vector<double> target, const Shape& target_shape) {
  Evaluation<double> evaluation({{metric, {}}}, decision);
  if (!y.empty()) evaluation.add({y.data(), shape}, {target.data(), target_shape});
  const auto values = evaluation.values();
  return values.empty() ? -1 : values[0].second;
}

TEST(Evaluation, KeepsToMetricsThatTheLossDefines) {
  EXPECT_FALSE(Evaluation<float>({{"r2", {}}}, Decision::argmax).wanted());
  EXPECT_FALSE(Evaluation<float>({{"auc", {}}}, Decision::none).wanted());
  EXPECT_FALSE(Evaluation<float>({{"accuracy", {}}}, Decision::argmax).wanted());
  EXPECT_TRUE(Evaluation<float>({{"f1", {}}}, Decision::half).wanted());
}

TEST(Evaluation, AnswersInTheOrderAskedFor) {
  Evaluation<double> evaluation({{"f1", {}}, {"auc", {}}, {"precision", {}}}, Decision::sign);
  const std::vector<double> y{1, -1}, target{1, 0};
  evaluation.add({y.data(), {2, 1}}, {target.data(), {2, 1}});
  const auto values = evaluation.values();
  ASSERT_EQ(values.size(), 3U);
  EXPECT_EQ(values[0].first, "f1");
  EXPECT_EQ(values[2].first, "precision");
}

TEST(Evaluation, CallsAClaimOfNothingPrecisionZero) {
  EXPECT_EQ(evaluate("precision", Decision::sign, {-1, -1}, {2, 1}, {1, 0}, {2, 1}), 0);
}

TEST(Evaluation, HasNoAreaWhereOneClassIsMissing) {
  EXPECT_TRUE(std::isnan(evaluate("auc", Decision::sign, {1, 2}, {2, 1}, {1, 1}, {2, 1})));
}

TEST(Evaluation, CountsTiesHalf) { EXPECT_EQ(evaluate("auc", Decision::half, {1, 1}, {2, 1}, {1, 0}, {2, 1}), 0.5); }

TEST(Evaluation, IsSilentAboutScoresThatAreNoNumbers) {
  EXPECT_TRUE(std::isnan(evaluate("auc", Decision::sign, {std::nan(""), 2}, {2, 1}, {0, 1}, {2, 1})));
}

TEST(Evaluation, SeesThatSureAnswersAreMiscalibratedWhenWrong) {
  // Confidence sigmoid(40) = 1, half of it right.
  EXPECT_NEAR(evaluate("calibration_error", Decision::sign, {40, 40}, {2, 1}, {1, 0}, {2, 1}), 0.5, 1e-15);
}

TEST(Evaluation, NeedsTwoSamplesForR2) {
  EXPECT_TRUE(std::isnan(evaluate("r2", Decision::none, {1}, {1, 1}, {1}, {1, 1})));
}

TEST(Evaluation, GivesTheMeanForecastAnR2OfZero) {
  EXPECT_EQ(evaluate("r2", Decision::none, {2, 2}, {2, 1}, {1, 3}, {2, 1}), 0);
}

TEST(Evaluation, CountsEveryStepOfASequence) {
  Evaluation<double> evaluation({}, Decision::argmax);
  const std::vector<double> y{1, 2, 3, 0, 5, 4, 0, 1}, target{1, 0, 0, 0};
  evaluation.add({y.data(), {2, 2, 2}}, {target.data(), {2, 2}});
  EXPECT_EQ(evaluation.confusion().counts(), (std::vector<std::int64_t>{2, 1, 0, 1}));
}

}  // namespace
}  // namespace assay::train
