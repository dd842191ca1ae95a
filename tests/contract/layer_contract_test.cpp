// What every layer plugin must compute. The layers, and the ways to use each, are found by themselves.
#include "contract/layer_contract.hpp"

#include <cmath>

namespace assay::contract {
namespace {

/// The value that is differentiated: sum of y weighted by dy.
double objective(LayerHarness<double>& harness, const std::vector<double>& x, const std::vector<double>& dy,
                 bool training) {
  const auto y = harness.forward(x, training);
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

/// A gradient that is forgotten is exactly 0; those of stacked cells with unbounded gates are merely tiny.
bool any_nonzero(const std::vector<double>& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double x) { return x != 0; });
}

void expect_gradients(LayerHarness<double>& harness, const std::string& variation, const Shape& shape, bool training) {
  auto x = inputs_for<double>(variation, shape);
  const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
  const auto y = harness.forward(x, training);
  const auto dx = harness.backward(x, y, dy);
  const auto gradients = harness.gradients();
  const auto value = [&] { return objective(harness, x, dy, training); };
  if (reads_tokens(variation)) {
    EXPECT_EQ(dx, std::vector<double>(dx.size())) << "tokens have no gradient";
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
}

void expect_close(const std::vector<float>& single, const std::vector<double>& exact, const std::string& of) {
  double largest = 1e-2;
  for (const double number : exact) largest = std::max(largest, std::abs(number));
  ASSERT_EQ(single.size(), exact.size());
  for (std::size_t i = 0; i < exact.size(); ++i)
    ASSERT_NEAR(static_cast<double>(single[i]), exact[i], 1e-4 * largest) << of << '[' << i << ']';
}

TEST_P(LayerContract, GradientsMatchDifferencesInTraining) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    expect_gradients(harness, GetParam(), shape, true);
  });
}

TEST_P(LayerContract, GradientsMatchDifferencesOutsideTraining) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    expect_gradients(harness, GetParam(), shape, false);
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

/// The first elements of `whole` must be those of `part`; a product may sum another number of rows in another order.
void expect_starts_with(const std::vector<double>& whole, const std::vector<double>& part) {
  ASSERT_LE(part.size(), whole.size());
  for (std::size_t i = 0; i < part.size(); ++i) EXPECT_NEAR(part[i], whole[i], 1e-12 * (1 + std::abs(whole[i])));
}

TEST_P(LayerContract, TreatsSamplesAloneAsInABatch) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto first = [&](const std::vector<double>& numbers) {
      return std::vector<double>(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size()) /
                                                                        static_cast<std::ptrdiff_t>(shape[0]));
    };
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto dy = random_numbers<double>(harness.plan().output.size(), 2);
    const auto y = harness.forward(x, false);
    const auto dx = harness.backward(x, y, dy);
    const auto alone = harness.forward(first(x), false);
    expect_starts_with(y, alone);
    expect_starts_with(dx, harness.backward(first(x), alone, first(dy)));
  });
}

TEST_P(LayerContract, AgreesInBothPrecisions) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const auto small = make_layer<float>(GetParam());
    LayerHarness<double> twofold(layer, shape);
    LayerHarness<float> single(*small, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const std::vector<float> rounded(x.begin(), x.end());
    const auto dy = random_numbers<double>(twofold.plan().output.size(), 2);
    const std::vector<float> rounded_dy(dy.begin(), dy.end());
    const auto y = twofold.forward(x, true);
    const auto z = single.forward(rounded, true);
    const auto dx = twofold.backward(x, y, dy);
    const auto dz = single.backward(rounded, z, rounded_dy);
    // Sums of up to 100 products of float32's 6e-8, through 5 steps of a recurrence.
    const auto expect_close = [](const std::vector<double>& exact, const std::vector<float>& found) {
      double largest = 1;
      for (const double e : exact) largest = std::max(largest, std::abs(e));
      for (std::size_t i = 0; i < exact.size(); ++i)
        EXPECT_NEAR(exact[i], static_cast<double>(found[i]), 1e-4 * largest);
    };
    expect_close(y, z);
    expect_close(dx, dz);
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

/// A number that matters must not hide when it is NaN: a diverged training has to show. 100 is far above the others, so
/// that it is also the largest of its window.
TEST_P(LayerContract, PassesNotANumberOn) {
  if (reads_tokens(GetParam())) return;  // token numbers come from data, which is checked
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    LayerHarness<double> harness(layer, shape);
    const auto x = inputs_for<double>(GetParam(), shape);
    const auto y = harness.forward(x, false);
    for (std::size_t i = 0; i < x.size(); ++i) {
      auto other = x;
      other[i] = 100;
      const bool matters = harness.forward(other, false) != y;
      other[i] = kNaN<double>;
      const auto spoilt = harness.forward(other, false);
      const bool shows = std::any_of(spoilt.begin(), spoilt.end(), [](double v) { return std::isnan(v); });
      EXPECT_EQ(shows, matters) << "x[" << i << "]";
    }
  });
}

/// Layers take other ways for float32, and for batches that fill the lanes of a vector; 19 images leave some empty.
/// Sums of a few hundred products of numbers near 1 round by less than 1e-4 of the largest.
TEST_P(LayerContract, AgreesInBothPrecisionsOnALargeBatch) {
  for_shapes<double>([&](Layer<double>& layer, const Shape& shape) {
    const Shape large = shape.with_batch(19);
    const auto single = make_layer<float>(GetParam());
    LayerHarness<double> exact(layer, large);
    LayerHarness<float> fast(*single, large);
    const auto x = inputs_for<float>(GetParam(), large);
    const auto dy = random_numbers<float>(exact.plan().output.size(), 2);
    const std::vector<double> wide_x(x.begin(), x.end()), wide_dy(dy.begin(), dy.end());
    for (std::size_t p = 0; p < exact.parameters().size(); ++p)
      exact.parameters()[p].assign(fast.parameters()[p].begin(), fast.parameters()[p].end());
    const auto y = exact.forward(wide_x, true);
    const auto fast_y = fast.forward(x, true);
    expect_close(fast_y, y, "y");
    expect_close(fast.backward(x, fast_y, dy), exact.backward(wide_x, y, wide_dy), "dx");
    for (std::size_t p = 0; p < exact.gradients().size(); ++p)
      expect_close(fast.gradients()[p], exact.gradients()[p], exact.plan().parameters[p].name);
  });
}

INSTANTIATE_TEST_SUITE_P(Shipped, LayerContract, testing::ValuesIn(all_variations<Layer>("layer")),
                         [](const auto& one) { return test_name(one.param, one.index); });

}  // namespace
}  // namespace assay::contract
