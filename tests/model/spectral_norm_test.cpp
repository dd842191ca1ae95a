#include "model/spectral_norm.hpp"

#include <cmath>

#include "model/gradients.hpp"

namespace assay::model {
namespace {

using assay::testing_support::network;
using assay::testing_support::plugins;
using testing_support::random_numbers;

/// Runs it on unit vectors, so that the output is the divided weight itself, column by column.
std::vector<double> divided_weight(Network<double>& net, bool training) {
  const std::vector<double> x{1, 0, 0, 0, 1, 0, 0, 0, 1};
  const auto y = net.forward({x.data(), {3, 3}}, training).flat();
  return {y.begin(), y.end()};
}

/// sigma_1 of a 3 x 2 matrix given by columns [3][2], from the eigenvalues of its 2 x 2 Gram matrix.
double largest_singular_value(const std::vector<double>& w) {
  double a = 0, b = 0, d = 0;
  for (std::size_t i = 0; i < 3; ++i)
    a += w[2 * i] * w[2 * i], b += w[2 * i] * w[2 * i + 1], d += w[2 * i + 1] * w[2 * i + 1];
  return std::sqrt((a + d) / 2 + std::sqrt((a - d) * (a - d) / 4 + b * b));
}

TEST(SpectralNorm, MakesTheLargestSingularValueOne) {
  Network<double> net(network("[{spectral_norm: {dense: {units: 2, bias: false}}}]"), plugins(), {3}, 3);
  net.initialise(Random(1));
  for (int i = 0; i < 100; ++i) divided_weight(net, true);  // each pass is one step of the power iteration
  EXPECT_NEAR(largest_singular_value(divided_weight(net, false)), 1, 1e-9);
}

TEST(SpectralNorm, KeepsTheLayersNamesAndAddsItsVectors) {
  const Network<double> net(network("[relu, {spectral_norm: {dense: 2}}]"), plugins(), {3}, 3);
  EXPECT_EQ(net.parameter_names(), (std::vector<std::string>{"1.weight", "1.bias"}));
  EXPECT_EQ(net.named_buffers()[0].name, "1.weight_u");
  EXPECT_EQ(net.named_buffers()[1].array.shape, Shape({3}));
}

TEST(SpectralNorm, DoesNotMoveOutsideOfTraining) {
  Network<double> net(network("[{spectral_norm: {dense: 2}}]"), plugins(), {3}, 3);
  net.initialise(Random(1));
  const auto fresh = divided_weight(net, false);
  EXPECT_EQ(divided_weight(net, false), fresh);
  EXPECT_TRUE(std::isfinite(fresh[0]));
  for (int i = 0; i < 2; ++i) divided_weight(net, true);  // the first step is the one that was looked ahead
  EXPECT_NE(divided_weight(net, false), fresh);
}

/// Outside of training u and v stay, so that differences see the gradient with both held constant.
TEST(SpectralNorm, HasTheGradientOfDifferencesWithItsVectorsHeld) {
  for (const std::string layers : {"[{spectral_norm: {dense: 4}}, tanh]",
                                   "[{reshape: [1, 3, 1]}, {spectral_norm: {conv2d: {filters: 2, kernel: [2, 1]}}}]"}) {
    Network<double> net(network(layers), plugins(), {3}, 2);
    net.initialise(Random(1));
    const Shape shape({2, 3});
    auto x = random_numbers<double>(6, 2);
    net.forward({x.data(), shape}, true);
    const auto value = [&] {
      double sum = 0;
      for (const double y : net.forward({x.data(), shape}, false).flat()) sum += y;
      return sum;
    };
    value();
    std::ranges::fill(net.output_gradient().flat(), 1.0);
    std::vector<double> dx(6);
    net.backward({x.data(), shape}, {dx.data(), shape});
    const auto expect_slope = [&](double& number, double gradient) {
      const double at = number;
      number = at + 1e-5;
      const double above = value();
      number = at - 1e-5;
      const double below = value();
      number = at;
      EXPECT_NEAR(gradient, (above - below) / 2e-5, 1e-7 * (1 + std::abs(gradient))) << layers;
    };
    const std::vector<double> gradients(net.gradients().begin(), net.gradients().end());
    for (std::size_t i = 0; i < gradients.size(); ++i) expect_slope(net.weights()[i], gradients[i]);
    for (std::size_t i = 0; i < x.size(); ++i) expect_slope(x[i], dx[i]);
  }
}

TEST(SpectralNorm, RefusesALayerWithoutAWeight) {
  try {
    const Network<float> net(network("[{spectral_norm: flatten}]"), plugins(), {3}, 2);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(), "test:1:11: layer 'spectral_norm': normalises a weight, and the layer has none");
  }
}

}  // namespace
}  // namespace assay::model
