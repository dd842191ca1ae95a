// What every optimizer plugin must do. The optimizers are found by themselves.
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include <assay/optimizer.hpp>

#include "contract/layer_harness.hpp"
#include "contract/variations.hpp"

namespace assay::contract {
namespace {

/// An optimizer with its state on a small problem.
class Descent {
 public:
  Descent(const std::string& variation, std::vector<double> start)
      : optimizer_(
            testing_support::plugins().make<Optimizer, double>(testing_support::component(variation, "optimizer"))),
        w(std::move(start)),
        slots(optimizer_->slots().size(), std::vector<double>(w.size())) {}

  void step(const std::vector<double>& g, double scale = 1, double rate = 1) {
    std::vector<double*> pointers;
    for (auto& slot : slots) pointers.push_back(slot.data());
    const std::size_t before = allocations();
    optimizer_->step({.count = ++count, .rate_factor = rate, .gradient_scale = scale}, w, g, pointers);
    allocated += allocations() - before;
  }

 private:
  std::unique_ptr<Optimizer<double>> optimizer_;

 public:
  std::vector<double> w;
  std::vector<std::vector<double>> slots;
  std::int64_t count = 0;
  std::size_t allocated = 0;
};

class OptimizerContract : public testing::TestWithParam<std::string> {};

double bowl(const std::vector<double>& w) { return w[0] * w[0] + 10 * w[1] * w[1]; }
std::vector<double> bowl_gradient(const std::vector<double>& w) { return {2 * w[0], 20 * w[1]}; }

double rosenbrock(const std::vector<double>& w) {
  return std::pow(1 - w[0], 2) + 100 * std::pow(w[1] - w[0] * w[0], 2);
}
std::vector<double> rosenbrock_gradient(const std::vector<double>& w) {
  return {-2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] * w[0]), 200 * (w[1] - w[0] * w[0])};
}

TEST_P(OptimizerContract, DescendsABowl) {
  Descent descent(GetParam(), {1, 1});
  const double start = bowl(descent.w);
  for (int i = 0; i < 2000; ++i) descent.step(bowl_gradient(descent.w));
  EXPECT_LT(bowl(descent.w), 0.95 * start);  // a rate that decays comes to rest early
}

TEST_P(OptimizerContract, DescendsRosenbrocksValley) {
  Descent descent(GetParam(), {-0.5, 0.5});
  const double start = rosenbrock(descent.w);
  for (int i = 0; i < 3000; ++i) descent.step(rosenbrock_gradient(descent.w));
  EXPECT_LT(rosenbrock(descent.w), 0.9 * start);
}

TEST_P(OptimizerContract, TreatsEveryWeightAlike) {
  Descent one(GetParam(), {0.7}), many(GetParam(), std::vector<double>(37, 0.7));
  for (int i = 0; i < 20; ++i) {
    one.step({std::sin(i)});
    many.step(std::vector<double>(37, std::sin(i)));
  }
  for (const double w : many.w) EXPECT_EQ(w, one.w[0]);
}

TEST_P(OptimizerContract, GoesOnFromItsSlotsBitByBit) {
  Descent whole(GetParam(), {1, -2}), first(GetParam(), {1, -2});
  for (int i = 0; i < 10; ++i) {
    whole.step(bowl_gradient(whole.w));
    if (i < 5) first.step(bowl_gradient(first.w));
  }
  Descent second(GetParam(), first.w);
  second.slots = first.slots;
  second.count = first.count;
  for (int i = 0; i < 5; ++i) second.step(bowl_gradient(second.w));
  EXPECT_EQ(second.w, whole.w);
}

TEST_P(OptimizerContract, ScalesTheGradientItself) {
  Descent scaled(GetParam(), {1, -2}), given(GetParam(), {1, -2});
  for (int i = 0; i < 5; ++i) {
    scaled.step({0.4, -0.2}, 0.5);
    given.step({0.2, -0.1});
  }
  for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(scaled.w[i], given.w[i], 1e-14);  // halving is exact, decay may round
}

TEST_P(OptimizerContract, StandsStillAtRateZero) {
  Descent descent(GetParam(), {1, -2});
  descent.step({0.4, -0.2}, 1, 0);
  EXPECT_EQ(descent.w, (std::vector<double>{1, -2}));
}

TEST_P(OptimizerContract, MovesInProportionToTheRate) {
  Descent full(GetParam(), {1, -2}), half(GetParam(), {1, -2});
  full.step({0.4, -0.2});
  half.step({0.4, -0.2}, 1, 0.5);
  EXPECT_NEAR(half.w[0] - 1, (full.w[0] - 1) / 2, 1e-15);  // roundings of numbers near 1
  EXPECT_NEAR(half.w[1] + 2, (full.w[1] + 2) / 2, 1e-15);
}

TEST_P(OptimizerContract, AgreesInBothPrecisions) {
  Descent twofold(GetParam(), {1, -2});
  const auto single =
      testing_support::plugins().make<Optimizer, float>(testing_support::component(GetParam(), "optimizer"));
  std::vector<float> w{1, -2};
  std::vector<std::vector<float>> slots(single->slots().size(), std::vector<float>(2));
  std::vector<float*> pointers;
  for (auto& slot : slots) pointers.push_back(slot.data());
  for (int i = 0; i < 10; ++i) {
    const std::vector<double> g{std::sin(i + 1.0), std::cos(i)};
    twofold.step(g);
    const std::vector<float> rounded(g.begin(), g.end());
    single->step({.count = i + 1}, w, rounded, pointers);
  }
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_NEAR(static_cast<double>(w[i]), twofold.w[i], 1e-5);  // ten steps of a few float32 roundings each
}

TEST_P(OptimizerContract, MovesPiecesOfTheVectorLikeTheWhole) {
  const auto optimizer =
      testing_support::plugins().make<Optimizer, double>(testing_support::component(GetParam(), "optimizer"));
  std::vector<double> whole(29), pieces;
  for (std::size_t i = 0; i < whole.size(); ++i) whole[i] = std::sin(static_cast<double>(i));
  pieces = whole;
  std::vector<std::vector<double>> slots(2 * optimizer->slots().size(), std::vector<double>(whole.size()));
  for (std::int64_t count = 1; count <= 5; ++count) {
    std::vector<double> g(whole.size());
    for (std::size_t i = 0; i < g.size(); ++i) g[i] = std::cos(static_cast<double>(count) * static_cast<double>(i));
    const auto move = [&](std::vector<double>& w, std::size_t first_slot, std::size_t begin, std::size_t size) {
      std::vector<double*> pointers;
      for (std::size_t k = 0; k < optimizer->slots().size(); ++k)
        pointers.push_back(slots[first_slot + k].data() + begin);
      optimizer->step({.count = count}, std::span(w).subspan(begin, size),
                      std::span<const double>(g).subspan(begin, size), pointers);
    };
    move(whole, 0, 0, whole.size());
    move(pieces, optimizer->slots().size(), 0, 11);
    move(pieces, optimizer->slots().size(), 11, whole.size() - 11);
  }
  EXPECT_EQ(pieces, whole);
}

TEST_P(OptimizerContract, LetsNotANumberShow) {
  Descent descent(GetParam(), {1, -2});
  descent.step({kNaN<double>, 0.1});
  EXPECT_TRUE(std::isnan(descent.w[0]));
  EXPECT_FALSE(std::isnan(descent.w[1]));
}

TEST_P(OptimizerContract, TakesNothingFromTheHeapInAStep) {
  Descent descent(GetParam(), {1, -2});
  descent.step({0.4, -0.2});
  EXPECT_EQ(descent.allocated, 0U);
}

TEST_P(OptimizerContract, LeavesPaddingAtZero) {
  Descent descent(GetParam(), {0, 1});
  for (int i = 0; i < 50; ++i) descent.step({0, 2 * descent.w[1]});
  EXPECT_EQ(descent.w[0], 0);  // zero weights with zero gradients lie between tensors
}

INSTANTIATE_TEST_SUITE_P(Shipped, OptimizerContract, testing::ValuesIn(all_variations<Optimizer>("optimizer")),
                         [](const auto& one) { return test_name(one.param, one.index); });

}  // namespace
}  // namespace assay::contract
