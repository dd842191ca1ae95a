// Lists of layers within lists: what repeats and blocks come to.
#include <numeric>

#include "model/gradients.hpp"

namespace assay::model {
namespace {

using assay::testing_support::network;
using assay::testing_support::plugins;
using testing_support::random_numbers;

TEST(Lists, NameParametersByTheirPlaces) {
  const Network<float> net(network("[relu, [{dense: 3}], {repeat: {times: 2, layers: [tanh, {dense: 3}]}}]"), plugins(),
                           {3}, 1);
  EXPECT_EQ(net.parameter_names(), (std::vector<std::string>{"1.0.weight", "1.0.bias", "2.0.1.weight", "2.0.1.bias",
                                                             "2.1.1.weight", "2.1.1.bias"}));
}

/// All numbers of a training step.
std::vector<float> step_of(const std::string& layers) {
  Network<float> net(network(layers), plugins(), {4, 6}, 3);
  std::iota(net.weights().begin(), net.weights().end(), -40.0F);
  for (float& weight : net.weights()) weight *= 0.01F;
  const auto x = random_numbers<float>(3 * 4 * 6, 1);
  const auto y = net.forward({x.data(), {3, 4, 6}}, true).flat();
  std::ranges::copy(y, net.output_gradient().data);
  std::vector<float> dx(x.size());
  net.backward({x.data(), {3, 4, 6}}, {dx.data(), {3, 4, 6}});
  std::vector<float> all(y.begin(), y.end());
  all.insert(all.end(), dx.begin(), dx.end());
  all.insert(all.end(), net.gradients().begin(), net.gradients().end());
  return all;
}

TEST(Lists, GiveTheBitsOfTheSameLayersInOneList) {
  const auto expected = step_of(
      "[{dense: 6}, layer_norm, {attention: {heads: 2}}, tanh, layer_norm, {attention: {heads: 2}}, "
      "tanh, flatten, {dense: 2}]");
  for (const char* layers :
       {"[[{dense: 6}], [layer_norm, {attention: {heads: 2}}, [tanh, layer_norm]], {attention: {heads: 2}}, tanh, "
        "[flatten, "
        "{dense: 2}]]",
        "[{dense: 6}, {repeat: {times: 2, layers: [layer_norm, {attention: {heads: 2}}, tanh]}}, flatten, {dense: 2}]",
        "[{repeat: {times: 1, layers: [{dense: 6}, layer_norm, {attention: {heads: 2}}, tanh, layer_norm, {attention: "
        "{heads: 2}}, tanh, flatten, {dense: 2}]}}]"})
    EXPECT_EQ(step_of(layers), expected) << layers;
}

TEST(Lists, TellThePlaceOfALayerThatDoesNotFit) {
  try {
    const Network<float> net(network("[relu, {repeat: {times: 2, layers: [{dense: 6}, {attention: {heads: 4}}]}}]"),
                             plugins(), {4, 6}, 1);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(), "test:1:58: layer 'attention': heads 4 must divide the 6 features");
  }
}

}  // namespace
}  // namespace assay::model
