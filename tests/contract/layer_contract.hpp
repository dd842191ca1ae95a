#pragma once
/// The fixture of the tests that every layer plugin must pass, in every variation and on every shape that it takes.

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "contract/layer_harness.hpp"
#include "contract/variations.hpp"

namespace assay::contract {

/// Inputs to try, batch first: features, sequences (one of a single step), images.
inline const std::vector<Shape> kShapes{{3, 6}, {3, 5, 6}, {3, 1, 6}, {2, 4, 6, 5}};

template <class T>
std::unique_ptr<Layer<T>> make_layer(const std::string& variation) {
  return testing_support::plugins().make<Layer, T>(testing_support::component(variation, "layer"));
}

inline bool reads_tokens(const std::string& variation) {
  for (const auto& argument : testing_support::component(variation, "layer").arguments)
    if (counts_tokens(argument.name) && std::get<std::int64_t>(argument.value) > 0) return true;
  return false;
}

/// Token numbers below 5 where the layer reads tokens, normal numbers elsewhere.
template <class T>
std::vector<T> inputs_for(const std::string& variation, const Shape& shape) {
  auto x = random_numbers<T>(shape.size(), 1);
  const bool tokens = reads_tokens(variation);
  for (std::size_t i = 0; tokens && i < x.size(); ++i) x[i] = static_cast<T>(i % 5);
  return x;
}

class LayerContract : public testing::TestWithParam<std::string> {
 protected:
  /// Calls check(layer in T, shape) for every shape that the layer takes and computes something on.
  template <class T, class Check>
  void for_shapes(Check check) {
    std::size_t taken = 0;
    for (const auto& shape : kShapes) {
      const auto layer = make_layer<T>(GetParam());
      bool computes = false;
      try {
        computes = !layer->plan(shape).relabels;
      } catch (const Error&) {
        continue;
      }
      ++taken;
      SCOPED_TRACE(GetParam() + " on " + to_string(shape));
      if (computes) check(*layer, shape);
    }
    EXPECT_GT(taken, 0U) << GetParam() << " takes none of the shapes";
  }
};

}  // namespace assay::contract
