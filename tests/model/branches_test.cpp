#include "model/branches.hpp"

#include <numeric>

#include "model/gradients.hpp"

namespace assay::model {
namespace {

using assay::testing_support::network;
using assay::testing_support::plugins;
using testing_support::expect_gradients;
using testing_support::random_numbers;

/// What a network gives for numbers 1, 2, 3, ...
std::vector<double> output(const std::string& layers, const Shape& shape) {
  Network<double> net(network(layers), plugins(), shape.from(1), shape[0]);
  std::vector<double> x(static_cast<std::size_t>(shape.size()));
  std::iota(x.begin(), x.end(), 1.0);
  const auto y = net.forward({x.data(), shape}, false).flat();
  return {y.begin(), y.end()};
}

TEST(Residual, AddsItsInput) { EXPECT_EQ(output("[{residual: [identity]}]", {1, 3}), (std::vector<double>{2, 4, 6})); }

TEST(Parallel, AddsItsPaths) {
  EXPECT_EQ(output("[{parallel: [[], [relu], [identity]]}]", {1, 3}), (std::vector<double>{3, 6, 9}));
}

TEST(Product, MultipliesItsPaths) {
  EXPECT_EQ(output("[{product: [[], [relu], [identity]]}]", {1, 3}), (std::vector<double>{1, 8, 27}));
}

TEST(Concat, PutsFeaturesSideBySide) {
  EXPECT_EQ(output("[{concat: [[], [{relu: {}}]]}]", {2, 2}), (std::vector<double>{1, 2, 1, 2, 3, 4, 3, 4}));
}

TEST(Concat, PutsFeaturesOfEveryStepSideBySide) {
  EXPECT_EQ(output("[{concat: [[], [relu]]}]", {1, 2, 1}), (std::vector<double>{1, 1, 2, 2}));
}

TEST(Concat, PutsChannelsOfImagesSideBySide) {
  EXPECT_EQ(output("[{concat: [[], [{max_pool2d: 1}]]}]", {1, 2, 1, 2}), (std::vector<double>{1, 2, 3, 4, 1, 2, 3, 4}));
}

TEST(Branches, NameParametersByTheirPlaces) {
  const Network<float> net(network("[relu, {residual: [{dense: 3}]}, {parallel: [[{dense: 2}], [tanh, {dense: 2}]]}]"),
                           plugins(), {3}, 1);
  EXPECT_EQ(net.parameter_names(), (std::vector<std::string>{"1.0.weight", "1.0.bias", "2.0.0.weight", "2.0.0.bias",
                                                             "2.1.1.weight", "2.1.1.bias"}));
}

TEST(Branches, HaveTheGradientsOfDifferences) {
  for (const char* layers :
       {"[{residual: [{dense: 4}, tanh, {dense: 4}]}, {dense: 2}]",
        "[{dense: 3}, {residual: [tanh]}, {parallel: [[]]}]",
        "[{parallel: [[{dense: 3}], [{dense: 3}, tanh], [{dense: 2}, swish, {dense: 3}]]}]",
        "[{concat: [[], [{dense: 3}, tanh]]}, {dense: 2}]", "[{residual: [{residual: [{dense: 4}, gelu]}, tanh]}]",
        "[tanh, {concat: [[{dropout: 0.5}], [{parallel: [[], [{dense: 4}]]}]]}, sigmoid]",
        "[{product: [[{dense: 3}, swish], [{dense: 3}]]}, {dense: 2}]",
        "[{product: [[], [{dense: 4}], [{dense: 2}, tanh, {dense: 4}]]}, tanh]",
        "[{product: [[tanh], []]}, [{dense: 3}, [tanh, {product: [[], [{dense: 3}]]}]], {dense: 2}]",
        "[{dense: 4}, {residual: [batch_norm, tanh, {dense: 4}]}, tanh]"})
    expect_gradients(layers, {3, 4});
}

TEST(Branches, HaveTheGradientsOfDifferencesOnSequencesAndImages) {
  expect_gradients("[{residual: [{rnn: 3}]}, {concat: [[last_step], [mean_over_time]]}]", {2, 4, 3});
  expect_gradients("[{concat: [[{conv2d: {filters: 2, kernel: 3, padding: same}}, tanh], []]}, global_avg_pool]",
                   {2, 2, 4, 3});
}

/// Batches of floats go batch last through images; the numbers must be those of double precision, batch first.
TEST(Branches, AgreeInBothOrders) {
  const std::string layers =
      "[{conv2d: {filters: 3, kernel: 3}}, {residual: [{conv2d: {filters: 3, kernel: 3, padding: same}}, relu]}, "
      "{concat: [[{max_pool2d: 2}], [{avg_pool2d: 2}, {conv2d: {filters: 2, kernel: 1}}]]}, flatten, {dense: 3}]";
  const Shape shape({17, 2, 6, 5});
  Network<float> fast(network(layers), plugins(), shape.from(1), 17);
  Network<double> exact(network(layers), plugins(), shape.from(1), 17);
  fast.initialise(Random(1)), exact.initialise(Random(1));
  const auto x = random_numbers<float>(shape.size(), 2);
  const std::vector<double> wide(x.begin(), x.end());
  std::vector<float> dx(x.size());
  std::vector<double> wide_dx(x.size());
  const auto y = fast.forward({x.data(), shape}, true);
  const auto z = exact.forward({wide.data(), shape}, true);
  for (std::int64_t i = 0; i < y.size(); ++i) EXPECT_NEAR(static_cast<double>(y[i]), z[i], 1e-5);  // float32 sums
  std::ranges::fill(fast.output_gradient().flat(), 1.0F);
  std::ranges::fill(exact.output_gradient().flat(), 1.0);
  fast.backward({x.data(), shape}, {dx.data(), shape});
  exact.backward({wide.data(), shape}, {wide_dx.data(), shape});
  for (std::size_t i = 0; i < dx.size(); ++i) EXPECT_NEAR(static_cast<double>(dx[i]), wide_dx[i], 1e-4);
}

TEST(Branches, WorkWithoutTheInputsGradient) {
  Network<double> net(network("[{residual: [{dense: 3}]}, {concat: [[{dense: 2}], []]}]"), plugins(), {3}, 2);
  net.initialise(Random(1));
  const auto x = random_numbers<double>(6, 1);
  std::vector<double> dx(6);
  const auto learn = [&](View<double> to) {
    std::ranges::fill(net.gradients(), 0.0);
    net.forward({x.data(), {2, 3}}, true);
    std::ranges::fill(net.output_gradient().flat(), 1.0);
    net.backward({x.data(), {2, 3}}, to);
    return std::vector<double>(net.gradients().begin(), net.gradients().end());
  };
  EXPECT_EQ(learn({}), learn({dx.data(), {2, 3}}));
}

std::string refusal(const std::string& layers, const Shape& shape) {
  try {
    const Network<float> net(network(layers), plugins(), shape, 2);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "accepted";
}

TEST(Branches, TellThePlaceOfALayerInside) {
  EXPECT_EQ(refusal("[{residual: [relu, {conv2d: {filters: 2, kernel: 3}}]}]", {3}),
            "test:1:29: layer 'conv2d': expects images [N,C,H,W] but gets [N,3]; put reshape before it");
}

TEST(Branches, TellWhichShapesDoNotJoin) {
  EXPECT_EQ(refusal("[{residual: [{dense: 4}]}]", {3}),
            "test:1:11: layer 'residual': one path gives [N,4] and another [N,3]; expected the same shape from all, to "
            "add them");
  EXPECT_EQ(refusal("[{concat: [[], [last_step]]}]", {3, 2}),
            "test:1:11: layer 'concat': one path gives [N,3,2] and another [N,2]; expected shapes that differ in "
            "features or channels only");
}

}  // namespace
}  // namespace assay::model
