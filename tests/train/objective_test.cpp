#include "train/objective.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "components.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::plugins;

spec::RunSpec with_objective(const std::string& objective) {
  spec::RunSpec spec;
  spec.train.loss = component("sigmoid_cross_entropy", "loss");
  if (!objective.empty()) spec.train.adversarial.objective = component(objective, "objective");
  return spec;
}

/// Value and gradient of an objective.
struct Judgement {
  double value;
  std::vector<double> slope;
};

Judgement judge(const std::string& objective, Judged judged, std::vector<double> y) {
  const auto spec = with_objective(objective);
  Objective<double> rule({spec, 0, plugins()}, static_cast<std::int64_t>(y.size()));
  Judgement judgement{0, std::vector<double>(y.size())};
  const Shape shape({static_cast<std::int64_t>(y.size()), 1});
  judgement.value = rule.evaluate(judged, {y.data(), shape}, {judgement.slope.data(), shape});
  return judgement;
}

constexpr Judged kAll[] = {Judged::real, Judged::made, Judged::believed};

class EveryObjective : public testing::TestWithParam<std::string> {};

TEST_P(EveryObjective, HasTheSlopeOfItsValue) {
  const std::vector<double> y{-2.3, -0.4, 0.3, 0.7, 3.1};
  for (const Judged judged : kAll) {
    const auto slope = judge(GetParam(), judged, y).slope;
    for (std::size_t i = 0; i < y.size(); ++i) {
      constexpr double kStep = 1e-5;
      auto above = y, below = y;
      above[i] += kStep, below[i] -= kStep;
      const double difference =
          (judge(GetParam(), judged, above).value - judge(GetParam(), judged, below).value) / (2 * kStep);
      EXPECT_NEAR(slope[i], difference, 1e-9) << y[i];  // step^2 times a third derivative below 1, and 1e-16 / step
    }
  }
}

TEST_P(EveryObjective, PullsRealUpAndMadeDown) {
  EXPECT_LT(judge(GetParam(), Judged::real, {0.3}).slope[0], 0);
  EXPECT_GT(judge(GetParam(), Judged::made, {0.3}).slope[0], 0);
  EXPECT_LT(judge(GetParam(), Judged::believed, {0.3}).slope[0], 0);
}

TEST_P(EveryObjective, LetsNotANumberShow) {
  for (const Judged judged : kAll) EXPECT_TRUE(std::isnan(judge(GetParam(), judged, {std::nan(""), 1}).value));
}

INSTANTIATE_TEST_SUITE_P(Known, EveryObjective, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const auto& one : objectives()) names.push_back(one.name);
                           return names;
                         }()),
                         [](const auto& one) { return one.param; });

TEST(Objective, IsTheLossAgainstOnesAndZerosUnlessTold) {
  for (const Judged judged : kAll) {
    const auto loss = judge("", judged, {0.5, -2}), named = judge("non_saturating", judged, {0.5, -2});
    EXPECT_NEAR(loss.value, named.value, 1e-15);  // the same formula in another order
    EXPECT_NEAR(loss.slope[1], named.slope[1], 1e-15);
  }
}

TEST(Objective, OfMinimaxGivesTheGeneratorTheOtherSideOfTheGame) {
  EXPECT_EQ(judge("minimax", Judged::believed, {0.5, -2}).value, -judge("minimax", Judged::made, {0.5, -2}).value);
}

TEST(Objective, OfLeastSquaresIsHalfASquare) {
  EXPECT_EQ(judge("least_squares", Judged::real, {3}).value, 2);
  EXPECT_EQ(judge("least_squares", Judged::made, {3}).value, 4.5);
}

TEST(Objective, OfHingeIsContentBeyondTheMargin) {
  EXPECT_EQ(judge("hinge", Judged::real, {1.5}).value, 0);
  EXPECT_EQ(judge("hinge", Judged::real, {1.5}).slope[0], 0);
  EXPECT_EQ(judge("hinge", Judged::made, {0.5}).value, 1.5);
}

TEST(Objective, OfWassersteinKeepsTheCriticsWeightsSmall) {
  const auto spec = with_objective("{wasserstein: {clip: 0.1}}");
  std::vector<double> weights{-3, 0.05, 7};
  Objective<double>({spec, 0, plugins()}, 1).limit(weights);
  EXPECT_EQ(weights, (std::vector<double>{-0.1, 0.05, 0.1}));
}

TEST(Objective, LeavesOtherJudgesWeightsAlone) {
  const auto spec = with_objective("hinge");
  std::vector<double> weights{-3, 7};
  Objective<double>({spec, 0, plugins()}, 1).limit(weights);
  EXPECT_EQ(weights, (std::vector<double>{-3, 7}));
}

}  // namespace
}  // namespace assay::train
