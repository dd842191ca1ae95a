#include "model/initialiser.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "components.hpp"
#include "model/network.hpp"

namespace assay::model {
namespace {

using testing_support::network;
using testing_support::plugins;

spec::Component rule(const std::string& yaml) { return testing_support::component(yaml, "initialiser"); }

/// A weight of this shape under the initialiser.
std::vector<double> drawn(const std::string& yaml, const Shape& shape, double gain = 1) {
  ParameterPlan parameter{"weight", shape, Initial::uniform(1)};
  parameter.gain = gain;
  spec::InitSpec init;
  init.weights = rule(yaml);
  std::vector<double> values(static_cast<std::size_t>(shape.size()));
  start<double>(parameter, init, "", Random(7), values);
  return values;
}

double deviation(const std::vector<double>& values) {
  double squares = 0;
  for (const double value : values) squares += value * value;
  return std::sqrt(squares / static_cast<double>(values.size()));
}

double largest(const std::vector<double>& values) {
  double most = 0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

/// 40,000 draws: the deviation is known to 0.35 %.
constexpr double kNear = 0.02;
const Shape kWide({100, 400});

TEST(Initialiser, HasTheDeviationOfItsPaper) {
  const auto expect_deviation = [](const std::string& yaml, double expected) {
    EXPECT_NEAR(deviation(drawn(yaml, kWide)) / expected, 1, kNear) << yaml;
  };
  for (const std::string kind : {"_uniform", "_normal"}) {
    expect_deviation("xavier" + kind, std::sqrt(2.0 / 500));
    expect_deviation("{xavier" + kind + ": {gain: 3}}", 3 * std::sqrt(2.0 / 500));
    expect_deviation("{kaiming" + kind + ": {gain: 1.5}}", 1.5 / std::sqrt(400));
    expect_deviation("{kaiming" + kind + ": {mode: fan_out, gain: 1}}", 1 / std::sqrt(100));
    expect_deviation("lecun" + kind, 1 / std::sqrt(400));
  }
  expect_deviation("{normal: 0.3}", 0.3);
  expect_deviation("{uniform: 0.3}", 0.3 / std::sqrt(3));
  expect_deviation("{truncated_normal: 0.3}", 0.3 * 0.87962566);  // of a normal cut at 2
}

TEST(Initialiser, CountsTheKernelAmongTheFans) {
  EXPECT_NEAR(deviation(drawn("{kaiming_normal: {gain: 1}}", {100, 20, 5, 4})) * std::sqrt(20 * 5 * 4), 1, kNear);
}

TEST(Initialiser, StaysWithinItsBounds) {
  EXPECT_LE(largest(drawn("{uniform: 0.3}", kWide)), 0.3);
  EXPECT_LE(largest(drawn("{truncated_normal: 0.5}", kWide)), 1.0);
  EXPECT_LE(largest(drawn("xavier_uniform", kWide)), std::sqrt(6.0 / 500));
}

TEST(Initialiser, TakesTheGainOfTheActivationAfterwards) {
  EXPECT_NEAR(deviation(drawn("kaiming_normal", kWide, std::sqrt(2.0))) * std::sqrt(400 / 2.0), 1, kNear);
}

void expect_orthogonal(const Shape& shape, double gain) {
  const auto w = drawn("{orthogonal: " + std::to_string(gain) + "}", shape);
  const std::int64_t rows = shape[0], columns = shape.from(1).size(), count = std::min(rows, columns);
  const bool tall = rows > columns;
  for (std::int64_t a = 0; a < count; ++a)
    for (std::int64_t b = 0; b < count; ++b) {
      double product = 0;
      for (std::int64_t i = 0; i < std::max(rows, columns); ++i)
        product += w[static_cast<std::size_t>(tall ? i * columns + a : a * columns + i)] *
                   w[static_cast<std::size_t>(tall ? i * columns + b : b * columns + i)];
      EXPECT_NEAR(product, a == b ? gain * gain : 0, 1e-12);
    }
}

TEST(Orthogonal, HasPerpendicularRowsOrColumns) {
  expect_orthogonal({5, 9}, 1);
  expect_orthogonal({9, 5}, 2);
  expect_orthogonal({4, 2, 3}, 1);
}

TEST(Identity, PassesItsInputOn) {
  EXPECT_EQ(drawn("identity", {2, 3}), (std::vector<double>{1, 0, 0, 0, 1, 0}));
  EXPECT_EQ(drawn("{identity: 2}", {1, 1, 3}), (std::vector<double>{0, 2, 0}));
}

TEST(Sparse, HasItsShareOfZerosInEveryColumn) {
  const auto w = drawn("{sparse: 0.3}", {10, 4});
  for (std::size_t column = 0; column < 4; ++column) {
    int zeros = 0;
    for (std::size_t row = 0; row < 10; ++row) zeros += w[row * 4 + column] == 0;
    EXPECT_EQ(zeros, 3);
  }
}

/// A network's parameters by name, each as its largest number.
double size_of(const std::string& layers, const Shape& input, const spec::InitSpec& init, const std::string& name) {
  Network<double> net(network(layers), plugins(), input, 1);
  net.initialise(Random(1), init);
  for (const auto& array : net.named(net.weights()))
    if (array.name == name) return largest(array.array.as<double>());
  ADD_FAILURE() << "no parameter " << name;
  return 0;
}

TEST(Initialisers, OfWeightsAndBiasesLeaveFixedStartsAlone) {
  spec::InitSpec init;
  init.weights = rule("{constant: 5}"), init.biases = rule("{constant: 6}");
  const std::string layers = "[{dense: 3}, batch_norm, {swish: {beta: trainable}}]";
  EXPECT_EQ(size_of(layers, {4}, init, "0.weight"), 5);
  EXPECT_EQ(size_of(layers, {4}, init, "0.bias"), 6);
  EXPECT_EQ(size_of(layers, {4}, init, "1.weight"), 1);
  EXPECT_EQ(size_of(layers, {4}, init, "1.bias"), 0);
  EXPECT_EQ(size_of(layers, {4}, init, "2.beta"), 1);
}

TEST(Initialisers, OfSingleParametersAndLayersComeFirst) {
  spec::InitSpec init;
  init.weights = rule("{constant: 5}");
  init.parameters = {{"0.weight", rule("{constant: 7}")}, {"1", rule("{constant: 8}")}};
  const std::string layers = "[{dense: 3}, {dense: 3}, {dense: 3}]";
  EXPECT_EQ(size_of(layers, {4}, init, "0.weight"), 7);
  EXPECT_EQ(size_of(layers, {4}, init, "1.bias"), 8);
  EXPECT_EQ(size_of(layers, {4}, init, "2.weight"), 5);
}

TEST(Initialisers, TakeTheGainOfTheNextActivationButNotBeyondOtherWeights) {
  spec::InitSpec init;
  init.weights = rule("kaiming_uniform");  // within gain sqrt(3 / inputs)
  const std::string layers = "[{dense: 300}, {dense: 300}, {dropout: 0.5}, relu, {dense: 300}]";
  const auto gain = [&](const std::string& name, double inputs) {
    return size_of(layers, {300}, init, name) / std::sqrt(3 / inputs);
  };
  EXPECT_NEAR(gain("0.weight", 300), 1, 0.01);
  EXPECT_NEAR(gain("1.weight", 300), std::sqrt(2.0), 0.01);
  EXPECT_NEAR(gain("4.weight", 300), 1, 0.01);
}

TEST(Keras, StartsAsKerasDoes) {
  spec::InitSpec init;
  init.preset = spec::InitSpec::Preset::keras;
  EXPECT_NEAR(size_of("[{dense: 100}]", {200}, init, "0.weight"), std::sqrt(6.0 / 300), 1e-4);
  EXPECT_EQ(size_of("[{dense: 100}]", {200}, init, "0.bias"), 0);
  EXPECT_NEAR(size_of("[{embedding: {vocabulary: 100, units: 20}}]", {2}, init, "0.weight"), 0.05, 1e-3);
  Network<double> net(network("[{lstm: 2}]"), plugins(), {3, 2}, 1);
  net.initialise(Random(1), init);
  EXPECT_EQ(net.named(net.weights())[2].array.as<double>(), (std::vector<double>{0, 0, 1, 1, 0, 0, 0, 0}));
}

TEST(Initialiser, TellsWhereItDoesNotFit) {
  spec::InitSpec init;
  init.parameters = {{"0.bias", rule("orthogonal")}};
  Network<double> net(network("[{dense: 3}]"), plugins(), {4}, 1);
  try {
    net.initialise(Random(1), init);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(), "test:1:4: initialiser 'orthogonal' needs a matrix or a kernel, but '0.bias' is [3]");
  }
}

TEST(Initialisers, DrawTheSameForTheSameNameInEveryNetwork) {
  spec::InitSpec init;
  init.weights = rule("orthogonal");
  Network<double> small(network("[{dense: 5}]"), plugins(), {3}, 1);
  Network<double> large(network("[{dense: 5}, tanh, {dense: 9}]"), plugins(), {3}, 1);
  small.initialise(Random(1), init), large.initialise(Random(1), init);
  EXPECT_EQ(small.named(small.weights())[0].array, large.named(large.weights())[0].array);
}

}  // namespace
}  // namespace assay::model
