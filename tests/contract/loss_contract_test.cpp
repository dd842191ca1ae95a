// What every loss plugin must do. The losses are found by themselves.
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include <assay/loss.hpp>

#include "contract/layer_harness.hpp"
#include "contract/variations.hpp"

namespace assay::contract {
namespace {

template <class T>
std::unique_ptr<Loss<T>> make(const std::string& variation) {
  return testing_support::plugins().make<Loss, T>(testing_support::component(variation, "loss"));
}

/// Outputs and targets that a loss accepts: the same shape, or classes.
struct Example {
  Shape y, target;
  bool classes;
};
const std::vector<Example> kExamples{
    {{4, 3}, {4, 3}, false}, {{4, 1}, {4, 1}, false}, {{4, 3}, {4}, true}, {{4, 5, 3}, {4, 5}, true}};

std::vector<double> targets_for(const Example& example) {
  Random random(8);
  std::vector<double> targets;
  for (std::int64_t i = 0; i < example.target.size(); ++i)
    targets.push_back(example.classes ? static_cast<double>(i % 3) : static_cast<double>(random.below(2)));
  return targets;
}

class LossContract : public testing::TestWithParam<std::string> {
 protected:
  template <class Check>
  void for_examples(Check check) {
    const auto loss = make<double>(GetParam());
    std::size_t taken = 0;
    for (const auto& example : kExamples) {
      try {
        loss->check(example.y, example.target);
      } catch (const Error&) {
        continue;
      }
      ++taken;
      SCOPED_TRACE(GetParam() + " on " + to_string(example.y) + " and " + to_string(example.target));
      check(*loss, example);
    }
    EXPECT_GT(taken, 0U) << "no shapes fit";
  }
};

TEST_P(LossContract, GradientMatchesDifferences) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    auto y = random_numbers<double>(example.y.size(), 6);
    const auto target = targets_for(example);
    std::vector<double> dy(y.size());
    loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {dy.data(), example.y});
    EXPECT_TRUE(std::any_of(dy.begin(), dy.end(), [](double g) { return std::abs(g) > 1e-6; }));
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double at = y[i];
      const auto value = [&](double x) {
        y[i] = x;
        return loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {});
      };
      const double difference = (value(at + 1e-5) - value(at - 1e-5)) / 2e-5;
      y[i] = at;
      EXPECT_NEAR(dy[i], difference, 1e-6 * (1 + std::abs(difference)));  // as for layers
    }
  });
}

TEST_P(LossContract, IsAMeanOverTheBatch) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    auto y = random_numbers<double>(example.y.size(), 6);
    auto target = targets_for(example);
    const double once = loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {});
    y.insert(y.end(), y.begin(), y.begin() + example.y.size());
    target.insert(target.end(), target.begin(), target.begin() + example.target.size());
    const double twice =
        loss.evaluate({y.data(), example.y.with_batch(8)}, {target.data(), example.target.with_batch(8)}, {});
    EXPECT_NEAR(once, twice, 1e-14 * (1 + std::abs(once)));  // order of the sum
  });
}

TEST_P(LossContract, IsTheSameWithAndWithoutItsGradient) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    const auto y = random_numbers<double>(example.y.size(), 6);
    const auto target = targets_for(example);
    std::vector<double> dy(y.size());
    const double with = loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {dy.data(), example.y});
    EXPECT_NEAR(with, loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {}),
                1e-14 * (1 + std::abs(with)));
  });
}

TEST_P(LossContract, IsSmallestAtTheTarget) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    const auto target = targets_for(example);
    std::vector<double> good(static_cast<std::size_t>(example.y.size()));
    for (std::size_t i = 0; i < good.size(); ++i) {  // logits of the right class, or the target itself; as logits: +-30
      const bool right = example.classes ? i % 3 == static_cast<std::size_t>(target[i / 3]) : target[i] > 0.5;
      if (loss.decision() == Decision::argmax)
        good[i] = right ? 30 : 0;
      else if (loss.decision() == Decision::sign)
        good[i] = right ? 30 : -30;
      else
        good[i] = target[i];
    }
    const auto other = random_numbers<double>(example.y.size(), 9);
    const double best = loss.evaluate({good.data(), example.y}, {target.data(), example.target}, {});
    EXPECT_LT(best, loss.evaluate({other.data(), example.y}, {target.data(), example.target}, {}));
  });
}

TEST_P(LossContract, AgreesInBothPrecisions) {
  const auto single = make<float>(GetParam());
  for_examples([&](const Loss<double>& loss, const Example& example) {
    const auto y = random_numbers<double>(example.y.size(), 6), target = targets_for(example);
    const std::vector<float> rounded(y.begin(), y.end()), rounded_target(target.begin(), target.end());
    std::vector<double> dy(y.size());
    std::vector<float> dz(y.size());
    const double twofold =
        loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {dy.data(), example.y});
    const double found =
        single->evaluate({rounded.data(), example.y}, {rounded_target.data(), example.target}, {dz.data(), example.y});
    EXPECT_NEAR(found, twofold, 1e-6 * (1 + twofold));  // some roundings of float32
    for (std::size_t i = 0; i < dy.size(); ++i) EXPECT_NEAR(static_cast<double>(dz[i]), dy[i], 1e-6);
  });
}

TEST_P(LossContract, IsFiniteForLargeOutputs) {
  const auto single = make<float>(GetParam());
  for_examples([&](const Loss<double>&, const Example& example) {
    const auto target = targets_for(example);
    const std::vector<float> rounded(target.begin(), target.end());
    std::vector<float> y(static_cast<std::size_t>(example.y.size())), dy(y.size());
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = i % 2 == 0 ? 1e4F : -1e4F;  // far beyond e^88, float32's end
    EXPECT_TRUE(std::isfinite(
        single->evaluate({y.data(), example.y}, {rounded.data(), example.target}, {dy.data(), example.y})));
    for (const float g : dy) EXPECT_TRUE(std::isfinite(g));
  });
}

TEST_P(LossContract, LetsNotANumberShow) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    const auto target = targets_for(example);
    for (std::size_t i = 0; i < static_cast<std::size_t>(example.y.size()); ++i) {
      auto y = random_numbers<double>(example.y.size(), 6);
      y[i] = kNaN<double>;
      EXPECT_TRUE(std::isnan(loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {})));
    }
  });
}

/// Neither reads nor writes outside of the row.
TEST_P(LossContract, IsNotANumberForATargetThatIsNoClass) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    if (!example.classes) return;
    for (const double wrong : {-1.0, 3.0, 1e30, kNaN<double>}) {
      const auto y = random_numbers<double>(example.y.size(), 6);
      auto target = targets_for(example);
      target[1] = wrong;
      std::vector<double> dy(y.size());
      const double value =
          loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {dy.data(), example.y});
      EXPECT_TRUE(std::isnan(value));
      EXPECT_TRUE(std::isnan(dy[3]));
      EXPECT_FALSE(std::isnan(dy[2]) || std::isnan(dy[6])) << "the other rows are in order";
    }
  });
}

TEST_P(LossContract, TakesNothingFromTheHeapInAStep) {
  for_examples([](const Loss<double>& loss, const Example& example) {
    const auto y = random_numbers<double>(example.y.size(), 6), target = targets_for(example);
    std::vector<double> dy(y.size());
    const std::size_t before = allocations();
    loss.evaluate({y.data(), example.y}, {target.data(), example.target}, {dy.data(), example.y});
    EXPECT_EQ(allocations(), before);
  });
}

TEST_P(LossContract, RefusesShapesThatDoNotFit) {
  const auto loss = make<double>(GetParam());
  EXPECT_THROW(loss->check({4, 3}, {4, 7}), Error);
  EXPECT_THROW(loss->check({4, 3, 2}, {4}), Error);
}

INSTANTIATE_TEST_SUITE_P(Shipped, LossContract, testing::ValuesIn(all_variations<Loss>("loss")),
                         [](const auto& one) { return test_name(one.param, one.index); });

}  // namespace
}  // namespace assay::contract
