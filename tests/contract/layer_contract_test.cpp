// What every layer plugin must do. The layers, and the ways to use each, are found by themselves.
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include <assay/layer.hpp>

#include "contract/layer_harness.hpp"
#include "contract/variations.hpp"

namespace assay::contract {
namespace {

/// Inputs to try, batch first; a layer must take at least one of them.
const std::vector<Shape> kShapes{{3, 6}, {3, 5, 6}, {3, 1, 6}, {2, 4, 6, 5}};

template <class T>
std::unique_ptr<Layer<T>> make(const std::string& variation) {
  return testing_support::plugins().make<Layer, T>(testing_support::component(variation, "layer"));
}

/// Small integers where the layer reads tokens, normal numbers elsewhere.
template <class T>
std::vector<T> inputs_for(const std::string& variation, const Shape& shape) {
  auto x = random_numbers<T>(shape.size(), 1);
  const bool tokens =
      variation.find("vocabulary") != std::string::npos || variation.find("classes") != std::string::npos;
  for (std::size_t i = 0; tokens && i < x.size(); ++i) x[i] = static_cast<T>(i % 5);
  return x;
}

bool is_token_layer(const std::string& variation) {
  return variation.find("vocabulary") != std::string::npos || variation.find("classes") != std::string::npos;
}

class LayerContract : public testing::TestWithParam<std::string> {
 protected:
  /// Calls check(layer in T, shape) for every shape that the layer takes; layers that only relabel compute nothing.
  template <class T, class Check>
  void for_shapes(Check check) {
    std::size_t taken = 0;
    for (const auto& shape : kShapes) {
      const auto layer = make<T>(GetParam());
      try {
        layer->plan(shape);
      } catch (const Error&) {
        continue;
      }
      ++taken;
      if (!layer->plan(shape).relabels) {
        SCOPED_TRACE(GetParam() + " on " + to_string(shape));
        check(*layer, shape);
      }
    }
    EXPECT_GT(taken, 0U) << GetParam() << " takes none of the shapes";
  }
};

/// The value that is differentiated: sum of y weighted by dy.
double objective(LayerHarness<double>& harness, const std::vector<double>& x, const std::vector<double>& dy) {
  const auto y = harness.forward(x, true);
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) sum += y[i] * dy[i];
  return sum;
}

/// Compares `analytic` with central differences over `numbers`, which the objective reads. Step 1e-5: the truncation
/// error h^2/6 f''' and the rounding error 1e-16/h are both near 1e-11 of the gradient's size, far below 1e-6.
template <class Objective>
void expect_gradient(std::vector<double>& numbers, const std::vector<double>& analytic, Objective objective,
                     const std::string& of) {
  double largest = 1e-3;
  for (const double g : analytic) largest = std::max(largest, std::abs(g));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double at = numbers[i], h = 1e-5;
    numbers[i] = at + h;
    const double above = objective();
    numbers[i] = at - h;
    const double below = objective();
    numbers[i] = at;
    EXPECT_NEAR(analytic[i], (above - below) / (2 * h), 1e-6 * largest) << "gradient of " << of << '[' << i << ']';
  }
}

bool any_nonzero(const std::vector<double>& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double x) { return std::abs(x) > 1e-6; });
}

TEST_P(LayerContract, GradientsMatchDifferences) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    const auto y = harness.forward(x, true);
    const auto dx = harness.backward(x, y, dy);
    const auto gradients = harness.gradients();
    const auto value = [&] { return objective(harness, x, dy); };
    if (is_token_layer(GetParam())) {
      EXPECT_FALSE(any_nonzero(dx));
    } else {
      EXPECT_TRUE(any_nonzero(dx)) << "the gradient of the input is zero";
      expect_gradient(x, dx, value, "x");
    }
    for (std::size_t p = 0; p < gradients.size(); ++p) {
      const std::string name = harness.plan().parameters[p].name;
      const bool unused = shape.rank() == 3 && shape[1] == 1 && name.starts_with("weight_hh");  // nothing came before
      EXPECT_TRUE(unused || any_nonzero(gradients[p])) << "the gradient of " << name << " is zero";
      expect_gradient(harness.parameters()[p], gradients[p], value, name);
    }
  });
}

TEST_P(LayerContract, LearnsTheSameAsTheFirstLayer) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    harness.backward(x, harness.forward(x, true), dy);
    const auto with_dx = harness.gradients();
    for (auto& gradient : harness.gradients()) std::fill(gradient.begin(), gradient.end(), 0.0);
    harness.backward(x, harness.forward(x, true), dy, false);
    EXPECT_EQ(harness.gradients(), with_dx);
  });
}

TEST_P(LayerContract, AddsToGradients) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    harness.backward(x, harness.forward(x, true), dy);
    const auto once = harness.gradients();
    harness.backward(x, harness.forward(x, true), dy);
    for (std::size_t p = 0; p < once.size(); ++p)
      for (std::size_t i = 0; i < once[p].size(); ++i)
        EXPECT_NEAR(harness.gradients()[p][i], 2 * once[p][i], 1e-12 * (1 + std::abs(once[p][i])));  // order of sums
  });
}

TEST_P(LayerContract, PassesTheSameDownWhenFrozen) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    const auto learning = harness.backward(x, harness.forward(x, true), dy);
    const auto before = harness.gradients();
    EXPECT_EQ(harness.backward(x, harness.forward(x, true), dy, true, false), learning);
    EXPECT_EQ(harness.gradients(), before);
  });
}

TEST_P(LayerContract, TreatsSamplesAloneAsInABatch) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto whole = harness.forward(x, false);
    const auto sample = static_cast<std::ptrdiff_t>(x.size()) / shape[0];
    const auto alone = harness.forward({x.begin(), x.begin() + sample}, false);
    for (std::size_t i = 0; i < alone.size(); ++i)
      EXPECT_NEAR(alone[i], whole[i], 1e-12 * (1 + std::abs(whole[i])));  // a product may sum in another order
  });
}

TEST_P(LayerContract, AgreesInBothPrecisions) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const auto small = make<float>(GetParam());
    LayerHarness<double> twofold(layer, shape);
    LayerHarness<float> single(*small, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const std::vector<float> rounded(x.begin(), x.end());
    const auto y = twofold.forward(x, true);
    const auto z = single.forward(rounded, true);
    for (std::size_t i = 0; i < y.size(); ++i)
      EXPECT_NEAR(y[i], static_cast<double>(z[i]), 1e-4 * (1 + std::abs(y[i])));  // sums of up to 100 float32 products
  });
}

TEST_P(LayerContract, PlansTheSameTwice) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const Plan first = layer.plan(shape), second = layer.plan(shape);
    EXPECT_EQ(first.output, second.output);
    EXPECT_EQ(first.saved, second.saved);
    EXPECT_EQ(first.scratch, second.scratch);
    ASSERT_EQ(first.parameters.size(), second.parameters.size());
    EXPECT_EQ(first.output[0], shape[0]) << "the batch must stay";
  });
}

TEST_P(LayerContract, GivesTheSameBitsTwice) {
  for_shapes<float>([&](Layer<float>& layer, const Shape& shape) {
    LayerHarness<float> harness(layer, shape);
    const auto x = inputs_for<float>(GetParam(), shape);
    const auto dy = random_numbers<float>(harness.plan().output.size(), 2);
    const auto y = harness.forward(x, true);
    const auto dx = harness.backward(x, y, dy);
    EXPECT_EQ(harness.forward(x, true), y);
    EXPECT_EQ(harness.backward(x, y, dy), dx);
  });
}

INSTANTIATE_TEST_SUITE_P(Shipped, LayerContract, testing::ValuesIn(all_variations<Layer>("layer")),
                         [](const auto& one) { return test_name(one.param, one.index); });

}  // namespace
}  // namespace assay::contract
