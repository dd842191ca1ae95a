// Layers of tokens: how they treat what is no token of their vocabulary, and what a network tells of it.
#include <cmath>

#include <gtest/gtest.h>

#include "components.hpp"
#include "model/network.hpp"

namespace assay::model {
namespace {

using testing_support::network;
using testing_support::plugins;

const std::vector<double> kOutside{-1, 3, 0.5, 1e30, std::nan("")};

Network<double> of(const std::string& layers, const Shape& input = Shape({1})) {
  Network<double> made(network(layers), plugins(), input, 5);
  made.initialise(Random(1));
  return made;
}

TEST(Tokens, OutsideOfTheVocabularyAreTheVectorZero) {
  for (const std::string layers : {"[{embedding: {vocabulary: 3, units: 2}}]", "[{one_hot: 3}]"}) {
    auto made = of(layers);
    const auto y = made.forward({kOutside.data(), {5, 1}}, false);
    for (std::int64_t i = 0; i < y.size(); ++i) EXPECT_EQ(y[i], 0) << layers;
  }
}

TEST(Tokens, OutsideOfTheVocabularyAreNoInputOfARecurrentLayer) {
  for (const std::string cell : {"rnn", "lstm", "gru"}) {
    auto tokens = of("[{" + cell + ": {units: 4, vocabulary: 3}}]");
    auto vectors = of("[{one_hot: 3}, {" + cell + ": {units: 4}}]");
    std::copy(tokens.weights().begin(), tokens.weights().end(), vectors.weights().begin());
    const auto y = tokens.forward({kOutside.data(), {5, 1}}, false);
    const auto z = vectors.forward({kOutside.data(), {5, 1}}, false);
    for (std::int64_t i = 0; i < y.size(); ++i) EXPECT_NEAR(y[i], z[i], 1e-14) << cell;  // 0 added in another place
  }
}

TEST(Tokens, OutsideOfTheVocabularyTeachAnEmbeddingNothing) {
  auto made = of("[{embedding: {vocabulary: 3, units: 2}}]");
  const auto y = made.forward({kOutside.data(), {5, 1}}, true);
  std::fill_n(made.output_gradient().data, y.size(), 1.0);
  made.backward({kOutside.data(), {5, 1}});
  for (const double gradient : made.gradients()) EXPECT_EQ(gradient, 0);
}

TEST(Network, TellsItsVocabulary) {
  EXPECT_EQ(of("[{embedding: {vocabulary: 3, units: 2}}, flatten, {dense: 1}]").vocabulary(), 3);
  EXPECT_EQ(of("[{one_hot: 4}]").vocabulary(), 4);
  EXPECT_EQ(of("[{gru: {units: 2, vocabulary: 5}}]").vocabulary(), 5);
  EXPECT_EQ(of("[{mask: -1}, {embedding: {vocabulary: 3, units: 2}}]").vocabulary(), 3);
  EXPECT_EQ(of("[{mask: -1}, {embedding: {vocabulary: 3, units: 2}}]").padding(), -1);
  EXPECT_EQ(of("[{concat: [[{one_hot: 4}], [{embedding: {vocabulary: 3, units: 2}}]]}]").vocabulary(), 3);
  EXPECT_EQ(of("[{dense: 2}]").vocabulary(), 0);
}

TEST(Network, TellsWhetherItNeedsABatch) {
  EXPECT_TRUE(of("[{dense: 2}, batch_norm]").needs_batch());
  EXPECT_TRUE(of("[{residual: [batch_norm]}]").needs_batch());
  EXPECT_FALSE(of("[{dense: 2}, layer_norm]").needs_batch());
  EXPECT_FALSE(of("[{conv2d: {filters: 2, kernel: 3}}, batch_norm]", {1, 8, 8}).needs_batch());
  EXPECT_TRUE(of("[{conv2d: {filters: 2, kernel: 3}}, global_avg_pool, batch_norm]", {1, 8, 8}).needs_batch());
}

}  // namespace
}  // namespace assay::model
