#include "model/network.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "components.hpp"
#include "readable_name.hpp"

namespace assay::model {
namespace {

using testing_support::network;
using testing_support::plugins;

template <class T>
std::vector<T> random_numbers(std::int64_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<T> numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(static_cast<T>(random.normal()));
  return numbers;
}

/// Output and all gradients of one pass with dLoss/dy = 1 everywhere.
struct Once {
  std::vector<double> output, gradients, dx;
};

Once run_once(const std::string& layers, const Shape& input, bool keep_outputs, bool want_dx = true) {
  Network<double> net(network(layers), plugins(), input, 4, keep_outputs);
  net.initialise(Random(3));
  Shape shape({4});
  for (const auto extent : input) shape.append(extent);
  const auto x = random_numbers<double>(shape.size(), 5);
  Once once;
  const auto y = net.forward({x.data(), shape}, true, Random(9));
  once.output.assign(y.data, y.data + y.size());
  std::ranges::fill(net.output_gradient().flat(), 1.0);
  once.dx.resize(x.size());
  net.backward({x.data(), shape}, want_dx ? View<double>(once.dx.data(), shape) : View<double>());
  once.gradients.assign(net.gradients().begin(), net.gradients().end());
  return once;
}

TEST(Network, GivesParametersTheNamesOfPyTorchsSequential) {
  const Network<float> net(network("[{dense: 3}, relu, {dense: 2}]"), plugins(), {4}, 8);
  const auto named = net.named(net.weights());
  ASSERT_EQ(named.size(), 4U);
  EXPECT_EQ(named[0].name, "0.weight");
  EXPECT_EQ(named[3].name, "2.bias");
  EXPECT_EQ(named[0].array.shape, Shape({3, 4}));
}

TEST(Network, CountsParametersAndOperations) {
  const Network<float> net(network("[{dense: 3}, {dense: 2}]"), plugins(), {4}, 8);
  EXPECT_EQ(net.parameter_count(), 4 * 3 + 3 + 3 * 2 + 2);
  EXPECT_EQ(net.operations(), 2 * (4 * 3 + 3 * 2));
}

TEST(Network, StartsWithinTheBoundOfPyTorch) {
  Network<double> net(network("[{dense: 50}]"), plugins(), {16}, 1);
  net.initialise(Random(1));
  const auto weight = net.named(net.weights())[0].array.as<double>();
  const auto [least, most] = std::minmax_element(weight.begin(), weight.end());
  EXPECT_LE(*most, 0.25);  // 1/sqrt(16)
  EXPECT_GE(*least, -0.25);
  EXPECT_GT(*most, 0.2);  // 800 draws come near the bound
}

TEST(Network, StartsTheSameInBothPrecisions) {
  Network<float> single(network("[{dense: 5}]"), plugins(), {3}, 1);
  Network<double> twofold(network("[{dense: 5}]"), plugins(), {3}, 1);
  single.initialise(Random(1));
  twofold.initialise(Random(1));
  for (std::size_t i = 0; i < 15; ++i) EXPECT_EQ(single.weights()[i], static_cast<float>(twofold.weights()[i]));
}

TEST(Network, DrawsAParameterIndependentlyOfTheOthers) {
  Network<double> small(network("[{dense: 5}]"), plugins(), {3}, 1);
  Network<double> large(network("[{dense: 5}, tanh, {dense: 9}]"), plugins(), {3}, 1);
  small.initialise(Random(1));
  large.initialise(Random(1));
  EXPECT_EQ(small.named(small.weights())[0].array, large.named(large.weights())[0].array);
}

/// Working in place must not change a single bit.
class InPlace : public testing::TestWithParam<const char*> {};

TEST_P(InPlace, GivesTheBitsOfSeparateMemory) {
  const Once shared = run_once(GetParam(), {6}, false), apart = run_once(GetParam(), {6}, true);
  EXPECT_EQ(shared.output, apart.output);
  EXPECT_EQ(shared.gradients, apart.gradients);
  EXPECT_EQ(shared.dx, apart.dx);
}

INSTANTIATE_TEST_SUITE_P(Stacks, InPlace,
                         testing::Values("[{dense: 5}, relu, {dense: 3}]", "[{dense: 5}, gelu, {dense: 3}, tanh]",
                                         "[relu, {dense: 5}]", "[{dense: 5}, softmax, relu]",
                                         "[{dense: 5}, {dropout: 0.5}, relu, sigmoid]",
                                         "[{dense: 6}, {reshape: [2, 3]}, tanh, flatten, relu]",
                                         "[{reshape: [3, 2]}, {rnn: 4}, relu, last_step]",
                                         "[{dense: 4}, {swish: {beta: trainable}}, {leaky_relu: {slope: trainable}}]",
                                         "[{reshape: [3, 2]}, {lstm: 4}, {dropout: 0.3}, {gru: 3}, elu]"),
                         [](const auto& one) { return testing_support::readable_name(one.param); });

/// Convolutions and pools of 17 images in float32 have the batch last; neighbours that want it first must not notice.
class Turned : public testing::TestWithParam<const char*> {};

template <class T>
std::vector<double> all_numbers(const std::string& layers, bool keep_outputs) {
  const Shape shape({17, 3, 6, 5});
  Network<T> net(network(layers), plugins(), shape.from(1), 17, keep_outputs);
  net.initialise(Random(3));
  const auto x = random_numbers<T>(shape.size(), 5);
  std::vector<T> dx(x.size());
  const auto y = net.forward({x.data(), shape}, true, Random(9)).flat();
  std::vector<double> numbers(y.begin(), y.end());
  for (std::size_t stage = 0; keep_outputs && stage < net.sequence().size(); ++stage)
    for (const T number : net.sequence().output(stage).flat()) numbers.push_back(static_cast<double>(number));
  std::ranges::copy(random_numbers<T>(static_cast<std::int64_t>(y.size()), 6), net.output_gradient().data);
  net.backward({x.data(), shape}, {dx.data(), shape});
  for (const auto& gradient : net.named(net.gradients()))
    for (const double g : gradient.array.template as<double>()) numbers.push_back(g);
  numbers.insert(numbers.end(), dx.begin(), dx.end());
  return numbers;
}

TEST_P(Turned, GivesTheNumbersOfDoublePrecision) {
  for (const bool keep_outputs : {false, true}) {
    const auto fast = all_numbers<float>(GetParam(), keep_outputs),
               exact = all_numbers<double>(GetParam(), keep_outputs);
    ASSERT_EQ(fast.size(), exact.size());
    for (std::size_t i = 0; i < fast.size(); ++i)  // float32 sums of up to 17 * 30 numbers near 1
      ASSERT_NEAR(fast[i], exact[i], 1e-4 * (1 + std::abs(exact[i]))) << "number " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Stacks, Turned,
    testing::Values("[{conv2d: {filters: 4, kernel: 3}}, relu, {max_pool2d: 2}, flatten, {dense: 3}]",
                    "[{conv2d: {filters: 4, kernel: 3}}]", "[relu, {conv2d: {filters: 2, kernel: 3}}]",
                    "[{conv2d: {filters: 3, kernel: [3, 2]}}, {batch_norm: {}}, tanh, {avg_pool2d: 2}]",
                    "[{max_pool2d: 2}, {swish: {beta: trainable}}, {conv2d: {filters: 2, kernel: 1}}]"),
    [](const auto& one) { return testing_support::readable_name(one.param); });

TEST(Network, ThatOnlyReshapesCopiesItsInput) {
  const Once once = run_once("[{reshape: [2, 3]}, flatten]", {6}, false);
  EXPECT_EQ(once.output, random_numbers<double>(24, 5));
  EXPECT_EQ(once.dx, std::vector<double>(24, 1.0));
}

TEST(Network, LearnsTheSameWithoutTheInputsGradient) {
  const char* layers = "[{dense: 5}, tanh, {dense: 3}]";
  EXPECT_EQ(run_once(layers, {6}, false, true).gradients, run_once(layers, {6}, false, false).gradients);
}

TEST(Network, LeavesWeightGradientsAloneWhenItDoesNotLearn) {
  Network<double> net(network("[{dense: 5}]"), plugins(), {3}, 2);
  net.initialise(Random(1));
  const auto x = random_numbers<double>(6, 1);
  net.forward({x.data(), {2, 3}}, true);
  std::ranges::fill(net.output_gradient().flat(), 1.0);
  net.backward({x.data(), {2, 3}}, {}, false);
  for (const double g : net.gradients()) EXPECT_EQ(g, 0);
}

/// Gradients of two dense layers and what lies between, some parameters frozen.
std::vector<NamedArray> gradients_frozen(const std::vector<std::string>& frozen) {
  Network<double> net(network("[{dense: 3}, tanh, {dense: 3}, tanh, {dense: 2}]"), plugins(), {3}, 2);
  net.initialise(Random(3));
  net.freeze(frozen);
  const auto x = random_numbers<double>(6, 5);
  net.forward({x.data(), {2, 3}}, true);
  std::ranges::fill(net.output_gradient().flat(), 1.0);
  net.backward({x.data(), {2, 3}});
  return net.named(net.gradients());
}

bool is_zero(const NamedArray& gradient) {
  return std::ranges::all_of(gradient.array.as<double>(), [](double g) { return g == 0; });
}

TEST(Network, ComputesNoGradientsOfAFrozenLayer) {
  const auto all = gradients_frozen({}), some = gradients_frozen({"2.weight", "2.bias"});
  for (const std::size_t learning : {0U, 1U, 4U, 5U}) EXPECT_EQ(some[learning], all[learning]);
  EXPECT_TRUE(is_zero(some[2]) && is_zero(some[3]));
}

TEST(Network, StopsBelowTheLastLayerThatLearns) {
  const auto all = gradients_frozen({}), top = gradients_frozen({"0.weight", "0.bias", "2.weight", "2.bias"});
  EXPECT_EQ(top[4], all[4]);
  EXPECT_TRUE(is_zero(top[0]) && is_zero(top[2]));
}

TEST(Network, ComputesTheGradientsOfALayerThatIsFrozenInPart) {
  EXPECT_EQ(gradients_frozen({"2.weight"}), gradients_frozen({}));
}

TEST(Network, LetsAWholeNetworkBeFrozen) {
  for (const auto& gradient : gradients_frozen({"0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"}))
    EXPECT_TRUE(is_zero(gradient)) << gradient.name;
}

TEST(Network, TakesSmallerBatchesThanPlanned) {
  Network<double> net(network("[{dense: 5}, tanh, {batch_norm: {}}, {dense: 2}]"), plugins(), {3}, 8);
  net.initialise(Random(1));
  const auto x = random_numbers<double>(24, 1);
  const auto y = net.forward({x.data(), {8, 3}}, false);
  const std::vector<double> first(y.data, y.data + 4);
  const auto part = net.forward({x.data(), {2, 3}}, false);
  EXPECT_EQ(std::vector<double>(part.data, part.data + 4), first);
}

TEST(Network, LearnsATrainableParameterOfAnActivation) {
  const Network<double> net(network("[{swish: {beta: trainable}}]"), plugins(), {3}, 2);
  const auto named = net.named(net.weights());
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named[0].name, "0.beta");
}

TEST(Network, TellsThePlaceOfALayerThatDoesNotFit) {
  try {
    const Network<float> net(network("[{dense: 5}, {conv2d: {filters: 2, kernel: 3}}]"), plugins(), {3}, 2);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(),
                 "test:1:23: layer 'conv2d': expects images [N,C,H,W] but gets [N,5]; put reshape before it");
  }
}

std::string refusal(const NamedArray& array) {
  Network<double> net(network("[{dense: 2}]"), plugins(), {3}, 1);
  try {
    net.assign({&array, 1}, net.weights(), false);
  } catch (const Error& error) {
    return error.what();
  }
  return "assigned";
}

TEST(Network, RefusesNumbersForAParameterThatItLacks) {
  EXPECT_EQ(refusal({"0.wieght", {{2, 3}, std::vector<double>(6)}}),
            "the network has no parameter '0.wieght'; did you mean '0.weight'? (it has 0.bias and 0.weight)");
}

TEST(Network, RefusesNumbersOfAnotherShape) {
  EXPECT_EQ(refusal({"0.weight", {{3, 2}, std::vector<double>(6)}}),
            "parameter '0.weight' has shape [2,3] but [3,2] is given");
}

TEST(Network, TakesAFlatListOfTheRightLength) {
  EXPECT_EQ(refusal({"0.weight", {{6}, std::vector<double>(6)}}), "assigned");
}

TEST(Network, SaysWhichParametersWereNotGiven) {
  Network<double> net(network("[{dense: 2}]"), plugins(), {3}, 1);
  const NamedArray weight{"0.weight", {{2, 3}, std::vector<double>(6)}};
  try {
    net.assign({&weight, 1}, net.weights(), true);
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "no numbers are given for 0.bias");
  }
}

}  // namespace
}  // namespace assay::model
