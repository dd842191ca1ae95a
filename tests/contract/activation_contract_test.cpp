// What every activation plugin must do. The activations, and their parameters, are found by themselves.
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include <gtest/gtest.h>

#include <assay/activation.hpp>

#include "contract/layer_harness.hpp"
#include "contract/variations.hpp"

namespace assay::contract {
namespace {

template <class T>
std::unique_ptr<Activation<T>> make(const std::string& variation) {
  return testing_support::plugins().make<Activation, T>(testing_support::component(variation, "activation"));
}

double value_at(const Activation<double>& f, std::span<const double> parameters, double x) {
  double y = 0;
  f.forward(parameters, {&x, 1}, {&y, 1});
  return y;
}

double slope_at(const Activation<double>& f, double x) {
  const double y = value_at(f, f.parameters(), x), one = 1;
  double dx = 0;
  f.backward({&x, 1}, {&y, 1}, {&one, 1}, {&dx, 1});
  return dx;
}

/// 2,000 points: evenly spread, normal, and tiny and large on a logarithmic scale.
std::vector<double> points() {
  std::vector<double> all;
  Random random(5);
  for (int i = 0; i < 1000; ++i) all.push_back(-8 + 16 * (i + 0.37) / 1000);
  for (int i = 0; i < 600; ++i) all.push_back(2 * random.normal());
  for (int i = 0; i < 400; ++i) all.push_back((i % 2 ? 1 : -1) * std::pow(10.0, -6 + 7.3 * i / 400));
  return all;
}

class ActivationContract : public testing::TestWithParam<std::string> {};

/// The difference quotients of f around x, with step h relative to x.
struct Differences {
  double central, left, right;
  bool smooth;  ///< half the step gives the same answer: neither f' nor f'' jumps within it
};

Differences differences(const Activation<double>& f, double x, double relative) {
  const double h = relative * std::max(1.0, std::abs(x));
  const auto slope = [&](double from, double to) {
    return (value_at(f, f.parameters(), to) - value_at(f, f.parameters(), from)) / (to - from);
  };
  const double central = slope(x - h, x + h), finer = slope(x - h / 2, x + h / 2);
  return {central, slope(x - h, x), slope(x, x + h), std::abs(central - finer) < 1e-7 * (1 + std::abs(central))};
}

/// Step 1e-5: truncation and rounding of the central difference are near 1e-10; next to a kink 1e-7, with 1e-9 from
/// rounding. At a kink itself the slope must lie between the one-sided differences.
TEST_P(ActivationContract, SlopeMatchesDifferences) {
  const auto f = make<double>(GetParam());
  std::size_t smooth = 0;
  for (const double x : points()) {
    const double slope = slope_at(*f, x), tolerance = 1e-6 * (1 + std::abs(slope));
    Differences found = differences(*f, x, 1e-5);
    if (!found.smooth) found = differences(*f, x, 1e-7);
    smooth += found.smooth;
    const auto [low, high] = std::minmax(found.left, found.right);
    if (found.smooth)
      EXPECT_NEAR(slope, found.central, tolerance) << "at " << x;
    else
      EXPECT_TRUE(low - tolerance <= slope && slope <= high + tolerance) << "at the kink " << x;
  }
  EXPECT_GT(smooth, 1990U) << "too many kinks to have tested the slope";
}

TEST_P(ActivationContract, SlopeAtZeroLiesBetweenTheOneSidedOnes) {
  const auto f = make<double>(GetParam());
  const Differences found = differences(*f, 0, 1e-7);
  const auto [low, high] = std::minmax(found.left, found.right);
  if (std::abs(high - low) > 1) return;  // a jump, as of the step
  EXPECT_GE(slope_at(*f, 0), low - 1e-6);
  EXPECT_LE(slope_at(*f, 0), high + 1e-6);
}

TEST_P(ActivationContract, ParameterGradientsMatchDifferences) {
  const auto f = make<double>(GetParam());
  const std::vector<double> start(f->parameters().begin(), f->parameters().end());
  const auto x = random_numbers<double>(50, 3), dy = random_numbers<double>(50, 4);
  std::vector<double> gradients(start.size()), y(50);
  f->backward_parameters(start, x, dy, gradients);
  const auto objective = [&](const std::vector<double>& parameters) {
    f->forward(parameters, x, y);
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) sum += dy[i] * y[i];
    return sum;
  };
  for (std::size_t p = 0; p < start.size(); ++p) {
    auto above = start, below = start;
    above[p] += 1e-5;
    below[p] -= 1e-5;
    EXPECT_NEAR(gradients[p], (objective(above) - objective(below)) / 2e-5, 1e-6 * (1 + std::abs(gradients[p])));
  }
}

TEST_P(ActivationContract, AddsToParameterGradients) {
  const auto f = make<double>(GetParam());
  const auto x = random_numbers<double>(20, 3), dy = random_numbers<double>(20, 4);
  std::vector<double> once(f->parameters().size()), twice(once.size());
  f->backward_parameters(f->parameters(), x, dy, once);
  for (int i = 0; i < 2; ++i) f->backward_parameters(f->parameters(), x, dy, twice);
  for (std::size_t p = 0; p < once.size(); ++p) EXPECT_NEAR(twice[p], 2 * once[p], 1e-12 * (1 + std::abs(once[p])));
}

TEST_P(ActivationContract, WorksInPlace) {
  const auto f = make<float>(GetParam());
  auto x = random_numbers<float>(100, 3), dy = random_numbers<float>(100, 4);
  std::vector<float> y(100), dx(100);
  f->forward(x, y);
  f->backward(x, y, dy, dx);
  f->backward(x, y, dy, dy);
  EXPECT_EQ(dy, dx);
  f->forward(x, x);
  EXPECT_EQ(x, y);
}

TEST_P(ActivationContract, KeepsNotANumber) {
  const auto f = make<double>(GetParam());
  EXPECT_TRUE(std::isnan(value_at(*f, f->parameters(), std::nan(""))));
  const auto g = make<float>(GetParam());
  std::array<float, 33> x{};
  x[7] = x[32] = std::numeric_limits<float>::quiet_NaN();  // in the vector part and in the tail
  g->forward(x, x);
  EXPECT_TRUE(std::isnan(x[7]) && std::isnan(x[32]));
}

TEST_P(ActivationContract, IsFiniteForFiniteNumbers) {
  const auto f = make<float>(GetParam());
  for (const float x :
       {0.0F, -0.0F, 1e-40F, 1e-30F, -1e-30F, 30.0F, -30.0F, 88.0F, -88.0F, 1e4F, -1e4F, 1e30F, -1e30F}) {
    float y = 0, dx = 0;
    const float one = 1;
    f->forward({&x, 1}, {&y, 1});
    f->backward({&x, 1}, {&y, 1}, {&one, 1}, {&dx, 1});
    EXPECT_TRUE(std::isfinite(y)) << "f(" << x << ") = " << y;
    EXPECT_TRUE(std::isfinite(dx)) << "slope at " << x << " = " << dx;
  }
}

/// One element at a time is the reference for every length from 0 to 67 at every offset from 0 to 7.
template <class T>
void expect_same_bits(const std::string& variation) {
  const auto f = make<T>(variation);
  const auto x = random_numbers<T>(80, 3), dy = random_numbers<T>(80, 4);
  std::vector<T> y(80), dx(80);
  for (std::size_t i = 0; i < 80; ++i) f->forward({&x[i], 1}, {&y[i], 1});
  for (std::size_t i = 0; i < 80; ++i) f->backward({&x[i], 1}, {&y[i], 1}, {&dy[i], 1}, {&dx[i], 1});
  for (std::size_t offset = 0; offset < 8; ++offset)
    for (std::size_t length = 0; length <= 67; ++length) {
      std::vector<T> part(80, T(9)), slope(80, T(9));
      f->forward({&x[offset], length}, {&part[offset], length});
      f->backward({&x[offset], length}, {&y[offset], length}, {&dy[offset], length}, {&slope[offset], length});
      for (std::size_t i = offset; i < offset + length; ++i) {
        ASSERT_EQ(part[i], y[i]) << "length " << length << ", offset " << offset;
        ASSERT_EQ(slope[i], dx[i]) << "slope, length " << length << ", offset " << offset;
      }
      ASSERT_EQ(part[offset + length], T(9)) << "forward writes past its end";
      ASSERT_EQ(slope[offset + length], T(9)) << "backward writes past its end";
    }
}

TEST_P(ActivationContract, GivesTheSameBitsAtEveryLengthAndOffset) { expect_same_bits<float>(GetParam()); }

TEST_P(ActivationContract, GivesTheSameBitsAtEveryLengthAndOffsetInDouble) { expect_same_bits<double>(GetParam()); }

/// The runner keeps only what slope_from() names.
TEST_P(ActivationContract, ReadsOnlyWhatItsSlopeIsFrom) {
  const auto f = make<float>(GetParam());
  const auto x = random_numbers<float>(50, 3), dy = random_numbers<float>(50, 4);
  std::vector<float> y(50), dx(50), alone(50);
  f->forward(x, y);
  f->backward(x, y, dy, dx);
  const bool from_input = f->slope_from() == SlopeFrom::input;
  f->backward(from_input ? std::span<const float>(x) : std::span<const float>(),
              from_input ? std::span<const float>() : std::span<const float>(y), dy, alone);
  EXPECT_EQ(alone, dx);
}

TEST_P(ActivationContract, TakesNothingFromTheHeapInAStep) {
  const auto f = make<float>(GetParam());
  const auto x = random_numbers<float>(50, 3), dy = random_numbers<float>(50, 4);
  std::vector<float> y(50), dx(50), gradients(f->parameters().size());
  const std::size_t before = allocations();
  f->forward(x, y);
  f->backward(x, y, dy, dx);
  f->backward_parameters(f->parameters(), x, dy, gradients);
  EXPECT_EQ(allocations(), before);
}

TEST_P(ActivationContract, AgreesInBothPrecisions) {
  const auto single = make<float>(GetParam());
  const auto twofold = make<double>(GetParam());
  for (const double at : points()) {
    const float x = static_cast<float>(at);
    float y = 0;
    single->forward({&x, 1}, {&y, 1});
    const double exact = value_at(*twofold, twofold->parameters(), static_cast<double>(x));
    EXPECT_NEAR(static_cast<double>(y), exact, 2e-6 * (std::abs(exact) + 1)) << "at " << x;  // some float32 roundings
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, ActivationContract, testing::ValuesIn(all_variations<Activation>("activation")),
                         [](const auto& one) { return test_name(one.param, one.index); });

}  // namespace
}  // namespace assay::contract
