#include "train/train.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <xmmintrin.h>

#include "components.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;
using testing_support::plugins;

class Silent final : public Observer {
 public:
  void epoch_done(std::int64_t epoch, std::int64_t, const Values&) override { last = epoch; }
  std::int64_t last = 0;
};

spec::RunSpec fitting_a_line() {
  spec::RunSpec spec;
  spec.data.split = {1, 0, 0, true, {}};
  spec.model.network = network("[{dense: 1}]");
  spec.train.epochs = 200;
  spec.train.batch = 4;
  spec.train.loss = component("mse", "loss");
  spec.train.optimizer = component("{sgd: 0.1}", "optimizer");
  return spec;
}

/// y = 2x - 1 at eight points.
template <class T>
data::Dataset<T> line() {
  data::Dataset<T> data;
  data.rows = 8;
  data.input = data.target = Shape({1});
  for (int i = 0; i < 8; ++i) {
    data.inputs.push_back(static_cast<T>(i) / T(4) - T(1));
    data.targets.push_back(T(2) * data.inputs.back() - T(1));
  }
  return data;
}

template <class T>
Outcome run(const spec::RunSpec& spec, std::uint64_t seed = 0, data::Dataset<T> data = line<T>()) {
  Silent silent;
  return train<T>({spec, seed, plugins()}, std::move(data), silent);
}

double final_value(const Outcome& outcome, const std::string& name) {
  for (const auto& [key, value] : outcome.final_values)
    if (key == name) return value;
  return std::nan("");
}

TEST(Train, FindsTheLine) {
  const Outcome outcome = run<double>(fitting_a_line());
  EXPECT_NEAR(outcome.weights[0].array.as<double>()[0], 2, 1e-9);  // 400 steps shrink the error by far more
  EXPECT_NEAR(outcome.weights[1].array.as<double>()[0], -1, 1e-9);
  EXPECT_EQ(outcome.steps, 400);
}

TEST(Train, GivesTheSameBitsForTheSameSeed) {
  const auto first = run<float>(fitting_a_line(), 7), second = run<float>(fitting_a_line(), 7);
  EXPECT_EQ(first.weights, second.weights);
  EXPECT_EQ(first.metrics[0].values, second.metrics[0].values);
}

TEST(Train, StartsElsewhereForAnotherSeed) {
  EXPECT_NE(run<float>(fitting_a_line(), 1).weights_initial, run<float>(fitting_a_line(), 2).weights_initial);
}

TEST(Train, MeasuresOneLossAnEpoch) {
  auto spec = fitting_a_line();
  spec.train.epochs = 5;
  const Outcome outcome = run<float>(spec);
  ASSERT_EQ(outcome.metrics.size(), 1U);
  EXPECT_EQ(outcome.metrics[0].name, "train_loss");
  EXPECT_EQ(outcome.metrics[0].values.size(), 5U);
}

TEST(Train, EndsARunWhoseLossIsNoNumber) {
  auto spec = fitting_a_line();
  spec.train.optimizer = component("{sgd: 1e30}", "optimizer");
  const Outcome outcome = run<float>(spec);
  EXPECT_TRUE(outcome.diverged);
  EXPECT_TRUE(outcome.message.starts_with("the loss became ")) << outcome.message;
  EXPECT_TRUE(std::isnan(final_value(outcome, "test.loss")));
}

TEST(Train, MeasuresValidationAndTestParts) {
  auto spec = fitting_a_line();
  spec.data.split = {4, 2, 2, true, {}};
  const Outcome outcome = run<double>(spec);
  EXPECT_LT(final_value(outcome, "validation.loss"), 1e-9);
  EXPECT_LT(final_value(outcome, "test.loss"), 1e-9);
  EXPECT_LE(final_value(outcome, "best.validation.loss"), final_value(outcome, "validation.loss"));
}

TEST(Train, StopsEarlyAndKeepsTheBestWeights) {
  auto spec = fitting_a_line();
  spec.data.split = {4, 4, 0, true, {}};
  spec.train.epochs = 2000;
  spec.train.early_stopping = {"validation.loss", 5, 1e-6};
  const Outcome outcome = run<double>(spec);
  EXPECT_LT(outcome.epochs, 2000);
  EXPECT_FALSE(outcome.weights_best.empty());
  EXPECT_TRUE(outcome.message.starts_with("stopped after epoch ")) << outcome.message;
}

TEST(Train, ClipsTheGradientToItsNorm) {
  auto spec = fitting_a_line();
  spec.train.epochs = 1;
  spec.train.batch = 8;
  spec.train.clip = {spec::Clip::Rule::norm, 1e-3};
  const Outcome outcome = run<double>(spec);
  double squares = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    const double moved = outcome.weights[i].array.as<double>()[0] - outcome.weights_initial[i].array.as<double>()[0];
    squares += moved * moved;
  }
  EXPECT_NEAR(std::sqrt(squares), 0.1 * 1e-3, 1e-9);  // rate times limit; 1e-6 in the clipping factor
}

TEST(Train, StartsFromGivenNumbers) {
  auto spec = fitting_a_line();
  spec.model.init.values = {{"0.weight", {{1, 1}, std::vector<double>{2}}}, {"0.bias", {{1}, std::vector<double>{-1}}}};
  spec.model.init.value_places = {{}, {}};
  const Outcome outcome = run<double>(spec);
  EXPECT_EQ(outcome.weights_initial[0].array.as<double>()[0], 2);
  EXPECT_EQ(outcome.metrics[0].values[0], 0);  // the line already
}

TEST(Train, KeepsTheFilesOrderWithoutShuffling) {
  auto spec = fitting_a_line();
  spec.train.shuffle = false;
  spec.data.split.shuffled = false;
  spec.train.epochs = 1;
  const auto ordered = run<double>(spec).weights;
  auto data = line<double>();
  std::reverse(data.inputs.begin(), data.inputs.end());
  std::reverse(data.targets.begin(), data.targets.end());
  EXPECT_NE(run<double>(spec, 0, data).weights, ordered);
}

TEST(Train, StoresOneSlotForEachWeightOfMomentum) {
  auto spec = fitting_a_line();
  spec.train.optimizer = component("{sgd: {lr: 0.01, momentum: 0.9}}", "optimizer");
  const Outcome outcome = run<double>(spec);
  ASSERT_EQ(outcome.optimizer.size(), 2U);
  EXPECT_EQ(outcome.optimizer[0].name, "momentum_buffer/0.weight");
}

TEST(Train, LeavesTheDenormalModeAsItWas) {
  const unsigned before = _mm_getcsr() & ~0x3fU;
  run<float>(fitting_a_line());
  EXPECT_EQ(_mm_getcsr() & ~0x3fU, before);
}

TEST(Train, TellsAUserOfALossThatDoesNotFit) {
  auto spec = fitting_a_line();
  spec.train.loss = component("softmax_cross_entropy", "loss");
  try {
    run<float>(spec);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(),
                 "test:1:4: loss 'softmax_cross_entropy': the network's output is [N,1] but the targets are [N,1]; "
                 "softmax_cross_entropy expects logits [N,C] for class numbers [N], or [N,T,C] for [N,T]");
  }
}

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
