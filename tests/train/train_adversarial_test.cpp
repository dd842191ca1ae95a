#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "components.hpp"
#include "train/trained.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;

spec::RunSpec gan() {
  spec::RunSpec spec;
  spec.data.split = {1, 0, 0, true, {}};
  spec.model.network = network("[{dense: 8}, tanh, {dense: 1}]");
  spec.model.discriminator = network("[{dense: 8}, {leaky_relu: 0.2}, {dense: 1}]");
  spec.model.latent = 3;
  spec.train.epochs = 3;
  spec.train.batch = 4;
  spec.train.loss = component("sigmoid_cross_entropy", "loss");
  spec.train.optimizer = component("adam", "optimizer");
  spec.sample.count = 5;
  return spec;
}

TEST(TrainAdversarial, TrainsBothNetworks) {
  const Outcome outcome = run<double>(gan());
  ASSERT_EQ(outcome.weights.size(), 8U);
  EXPECT_EQ(outcome.weights[0].name, "generator.0.weight");
  EXPECT_EQ(outcome.weights[4].name, "discriminator.0.weight");
  for (std::size_t i = 0; i < 8; ++i)
    EXPECT_NE(outcome.weights[i], outcome.weights_initial[i]) << outcome.weights[i].name;
}

TEST(TrainAdversarial, StoresSamples) {
  const Outcome outcome = run<double>(gan());
  ASSERT_EQ(outcome.samples.size(), 1U);
  EXPECT_EQ(outcome.samples[0].array.shape, Shape({5, 1}));
}

TEST(TrainAdversarial, StoresTheModesOfAMixtureBesideSamples) {
  auto data = line<double>();
  data.modes = {-1, 0, 1};
  data.mode_deviation = 0.25;
  const Outcome outcome = run<double>(gan(), 0, data);
  EXPECT_EQ(*sample_called(outcome, "modes"), (Array{Shape({3, 1}), std::vector<double>{-1, 0, 1}}));
  EXPECT_EQ(*sample_called(outcome, "mode_deviation"), (Array{Shape(), std::vector<double>{0.25}}));
}

TEST(TrainAdversarial, KeepsACriticWithinItsBounds) {
  auto spec = gan();
  spec.train.adversarial.objective = component("{wasserstein: {clip: 0.05}}", "objective");
  const Outcome outcome = run<double>(spec);
  for (std::size_t i = 4; i < 8; ++i)
    for (const double weight : outcome.weights[i].array.as<double>()) EXPECT_LE(std::abs(weight), 0.05);
}

TEST(TrainAdversarial, GivesTheSameBitsForTheSameSeed) {
  EXPECT_EQ(run<float>(gan(), 3).weights, run<float>(gan(), 3).weights);
}

TEST(TrainAdversarial, TellsAUserOfAGeneratorThatDoesNotFit) {
  auto spec = gan();
  spec.model.network = network("[{dense: 2}]");
  spec.model.network.place = {"a.yaml", 4, 5};
  try {
    run<float>(spec);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(), "a.yaml:4:5: the generator's output is [N,2] but a sample of the data is [1]");
  }
}

}  // namespace
}  // namespace assay::train
