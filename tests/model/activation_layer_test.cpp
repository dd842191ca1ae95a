// Parameters of activations that are learned: between layers, in cells, one for all or one for each channel.
#include "model/activation_layer.hpp"

#include "model/gradients.hpp"

namespace assay::model {
namespace {

using assay::testing_support::network;
using assay::testing_support::plugins;
using testing_support::expect_gradients;

Shape shape_of(const std::string& layers, const Shape& input, const std::string& name) {
  const Network<float> net(network(layers), plugins(), input, 2);
  for (const auto& array : net.named(net.weights()))
    if (array.name == name) return array.array.shape;
  return {};
}

TEST(TrainableParameter, IsOneNumberForTheLayer) {
  EXPECT_EQ(shape_of("[{swish: {beta: trainable}}]", {5}, "0.beta"), Shape({1}));
}

TEST(TrainableParameter, MayBeOneForEachChannel) {
  const std::string swish = "[{swish: {beta: trainable per channel}}]";
  EXPECT_EQ(shape_of(swish, {5}, "0.beta"), Shape({5}));
  EXPECT_EQ(shape_of(swish, {7, 5}, "0.beta"), Shape({5}));
  EXPECT_EQ(shape_of(swish, {3, 4, 4}, "0.beta"), Shape({3}));
}

TEST(TrainableParameter, IsLearnedInCellsForEachDirection) {
  const std::string rnn = "[{rnn: {units: 3, bidirectional: true, activation: {swish: {beta: trainable}}}}]";
  EXPECT_EQ(shape_of(rnn, {4, 2}, "0.activation_beta_l0"), Shape({1}));
  EXPECT_EQ(shape_of(rnn, {4, 2}, "0.activation_beta_l0_reverse"), Shape({1}));
  const std::string gate = "[{lstm: {units: 3, gate: {softplus: {beta: trainable per channel}}}}]";
  EXPECT_EQ(shape_of(gate, {4, 2}, "0.gate_beta_l0"), Shape({3}));
}

TEST(TrainableParameter, OfPreluIsLearnedWithoutAsking) {
  EXPECT_EQ(shape_of("[prelu]", {5}, "0.slope"), Shape({1}));
  EXPECT_EQ(shape_of("[{prelu: {slope: trainable per channel}}]", {5}, "0.slope"), Shape({5}));
}

TEST(TrainableParameter, StartsWhereTheExperimentSays) {
  for (const char* layers : {"[{prelu: 0.1}]", "[{leaky_relu: {slope: {trainable: 0.1, per: channel}}}]"}) {
    Network<double> net(network(layers), plugins(), {2}, 1);
    net.initialise(Random(1));
    EXPECT_EQ(net.weights()[0], 0.1);
  }
}

TEST(TrainableParameter, HasTheGradientOfDifferences) {
  expect_gradients("[{dense: 4}, {swish: {beta: trainable}}, {elu: {alpha: trainable per channel}}, {dense: 2}]",
                   {3, 4});
  expect_gradients("[{prelu: {slope: trainable per channel}}, {dense: 2}, {celu: {alpha: trainable}}]", {2, 3, 4});
  expect_gradients("[{conv2d: {filters: 3, kernel: 2}}, {snake: {a: trainable per channel}}, {avg_pool2d: 2}]",
                   {2, 2, 4, 4});
}

TEST(TrainableParameter, HasTheGradientOfDifferencesInCells) {
  for (const char* cell :
       {"rnn: {units: 3, bidirectional: true, activation: {swish: {beta: trainable}}",
        "rnn: {units: 3, layers: 2, activation: {elu: {alpha: trainable per channel}}",
        "lstm: {units: 3, layers: 2, activation: {swish: {beta: trainable}}, gate: {softplus: {beta: trainable}}",
        "lstm: {units: 3, peephole: true, activation: {snake: {a: trainable per channel}}",
        "gru: {units: 3, bidirectional: true, activation: {swish: {beta: trainable per channel}}",
        "gru: {units: 3, reset_after: false, activation: {elu: {alpha: trainable}}, gate: {swish: {beta: trainable}}"})
    expect_gradients("[{" + std::string(cell) + "}}, {dense: 2}]", {2, 4, 3});
}

}  // namespace
}  // namespace assay::model
