#pragma once
/// A whole network against difference quotients: its input's gradient and that of every weight.

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "components.hpp"
#include "model/network.hpp"

namespace assay::model::testing_support {

template <class T>
std::vector<T> random_numbers(std::int64_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<T> numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(static_cast<T>(random.normal()));
  return numbers;
}

/// sum(y dy) of a pass in training with fixed random streams.
inline double objective(Network<double>& net, const std::vector<double>& x, const Shape& shape,
                        const std::vector<double>& dy) {
  const auto y = net.forward({x.data(), shape}, true, Random(9));
  double sum = 0;
  for (std::int64_t i = 0; i < y.size(); ++i) sum += y[i] * dy[static_cast<std::size_t>(i)];
  return sum;
}

/// `x` may hold numbers that must stay (padding): only those of `free` are moved. Step 1e-5: truncation and rounding
/// errors are both near 1e-10 of the gradient's size.
inline void expect_gradients(const std::string& layers, const Shape& shape, std::vector<double> x,
                             const std::vector<std::size_t>& free) {
  SCOPED_TRACE(layers);
  Network<double> net(assay::testing_support::network(layers), assay::testing_support::plugins(), shape.from(1),
                      shape[0]);
  net.initialise(Random(3));
  for (double& weight : net.weights()) weight += 0.05;  // none stays at a special place, as 0 or 1
  const auto dy = random_numbers<double>(net.output_shape().size(), 6);
  objective(net, x, shape, dy);
  std::ranges::copy(dy, net.output_gradient().data);
  std::vector<double> dx(x.size());
  net.backward({x.data(), shape}, {dx.data(), shape});
  const std::vector<double> gradients(net.gradients().begin(), net.gradients().end());
  const auto slope = [&](double& number) {
    const double at = number;
    number = at + 1e-5;
    const double above = objective(net, x, shape, dy);
    number = at - 1e-5;
    const double below = objective(net, x, shape, dy);
    number = at;
    return (above - below) / 2e-5;
  };
  for (const std::size_t i : free) EXPECT_NEAR(dx[i], slope(x[i]), 1e-6 * (1 + std::abs(dx[i]))) << "dx[" << i << ']';
  for (std::size_t i = 0; i < gradients.size(); ++i)
    EXPECT_NEAR(gradients[i], slope(net.weights()[i]), 1e-6 * (1 + std::abs(gradients[i]))) << "weight " << i;
}

inline void expect_gradients(const std::string& layers, const Shape& shape) {
  std::vector<std::size_t> all(static_cast<std::size_t>(shape.size()));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  expect_gradients(layers, shape, random_numbers<double>(shape.size(), 5), all);
}

}  // namespace assay::model::testing_support
