#include "train/epochs.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "components.hpp"
#include "spec/measured.hpp"
#include "train/train.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;
using testing_support::plugins;
using testing_support::prepared;

/// Asks for the state at one moment and stops there; moments are batches and ends of epochs, counted together.
class Interruption final : public Observer {
 public:
  explicit Interruption(int moment) : moment_(moment) {}
  void epoch_done(std::int64_t, std::int64_t, const Values&) override {}
  Wish wish(std::int64_t, bool) override { return moment_-- == 0 ? Wish::stop : Wish::none; }
  void checkpoint(const Checkpoint& state) override { kept = state; }

  Checkpoint kept;

 private:
  int moment_;
};

data::RawDataset points(bool with_targets) {
  data::RawDataset data;
  data.rows = 20;
  data.input = Shape({2});
  std::vector<float> inputs, targets;
  for (int i = 0; i < 40; ++i) inputs.push_back(static_cast<float>(i * 7 % 11) / 11.0F);
  data.inputs = data::Shared(std::move(inputs));
  if (!with_targets) return data;
  data.target = Shape({1});
  for (int i = 0; i < 20; ++i) targets.push_back(static_cast<float>(i % 3));
  data.targets = data::Shared(std::move(targets));
  return data;
}

spec::RunSpec supervised() {
  spec::RunSpec spec;
  spec.data.split = {12, 8, 0, true, {}};
  spec.model.network = network("[{dense: 4}, batch_norm, tanh, {dropout: 0.3}, {dense: 1}]");
  spec.train.epochs = 4;
  spec.train.batch = 5;
  spec.train.loss = component("mse", "loss");
  spec.train.optimizer = component("adam", "optimizer");
  spec.train.early_stopping = {"validation.loss", 3, 0.0};
  spec.metrics = {{"mae", {}}, {"gradient_norm", {}}};
  return spec;
}

spec::RunSpec adversarial() {
  spec::RunSpec spec;
  spec.data.split = {1, 0, 0, true, {}};
  spec.model.network = network("[{dense: 3}, batch_norm, relu, {dense: 2}]");
  spec.model.discriminator = network("[{dense: 3}, tanh, {dropout: 0.2}, {dense: 1}]");
  spec.model.latent = 2;
  spec.train.epochs = 3;
  spec.train.batch = 6;
  spec.train.loss = component("sigmoid_cross_entropy", "loss");
  spec.train.optimizer = component("adam", "optimizer");
  spec.train.adversarial.discriminator_steps = 2;
  spec.sample.count = 9;
  return spec;
}

spec::ParameterGroup group(const std::string& match, std::optional<double> rate, std::optional<bool> freeze) {
  return {{{match, {}}}, rate, freeze, {}, {}};
}

/// Everything that keeps a state between steps or epochs.
spec::RunSpec refined() {
  auto spec = supervised();
  spec.model.network = network("[{dense: 4}, batch_norm, tanh, {dense: 3}]");
  spec.train.epochs = 6;
  spec.train.loss = component("softmax_cross_entropy", "loss");
  spec.train.optimizer = component("{adam: {amsgrad: true}}", "optimizer");
  spec.train.schedule = component("{plateau: {patience: 0, factor: 0.5, threshold: 0.5, cooldown: 1}}", "schedule");
  spec.train.groups = {group("0.*", 0.5, {}), group("1.bias", {}, true)};
  spec.train.average = 0.9;
  spec.train.early_stopping = {"average.validation.loss", 6, 0.0, {}};
  spec.metrics = {{"f1", {}}, {"top_2", {}, 2}, {"rate", {}}};
  return spec;
}

data::RawDataset classes() {
  auto data = points(true);
  data.target = Shape();
  data.classes = 3;
  return data;
}

/// A game with every refinement, judged beside modes and real points.
spec::RunSpec judged() {
  auto spec = adversarial();
  spec.train.loss = {};
  spec.train.adversarial.objective = component("{wasserstein: {clip: 0.5}}", "objective");
  spec.train.average = 0.9;
  spec.train.schedule = component("{cosine: {per: step, warm_up: 1}}", "schedule");
  spec.train.groups = {group("generator.0.*", 2.0, {}), group("discriminator.0.bias", {}, true)};
  for (const char* name : {"modes", "high_quality", "sliced_wasserstein", "energy_distance", "mmd"})
    spec.metrics.push_back({name, {}});
  return spec;
}

data::RawDataset mixture() {
  auto data = points(false);
  data.modes = {0.2, 0.2, 0.7, 0.7};
  data.mode_deviation = 0.1;
  return data;
}

/// Interrupts at every moment there is; returns how many there were.
int interrupt_everywhere(const spec::RunSpec& spec, const data::RawDataset& raw) {
  const auto data = prepared<float>(spec, 3, raw);
  const Job job{spec, 3, plugins()};
  Interruption never(-1);
  const Outcome whole = train<float>(job, data, never);
  for (int moment = 0;; ++moment) {
    Interruption there(moment);
    try {
      train<float>(job, data, there);
      return moment;
    } catch (const Stopped&) {
    }
    const Outcome resumed = train<float>(job, data, never, &there.kept);
    EXPECT_EQ(resumed.weights, whole.weights) << moment;
    EXPECT_EQ(resumed.weights_initial, whole.weights_initial) << moment;
    EXPECT_EQ(resumed.weights_best, whole.weights_best) << moment;
    EXPECT_EQ(resumed.weights_average, whole.weights_average) << moment;
    EXPECT_EQ(resumed.buffers, whole.buffers) << moment;
    EXPECT_EQ(resumed.optimizer, whole.optimizer) << moment;
    EXPECT_EQ(resumed.samples, whole.samples) << moment;
    EXPECT_EQ(resumed.final_values, whole.final_values) << moment;
    EXPECT_EQ(resumed.steps, whole.steps) << moment;
    EXPECT_EQ(resumed.message, whole.message) << moment;
    EXPECT_EQ(resumed.epoch_seconds.size(), whole.epoch_seconds.size()) << moment;
    for (std::size_t i = 0; i < whole.metrics.size(); ++i)
      EXPECT_EQ(resumed.metrics[i].values, whole.metrics[i].values) << moment << ' ' << whole.metrics[i].name;
  }
}

TEST(Checkpoint, LeadsToTheSameBitsFromEveryBatch) {
  EXPECT_EQ(interrupt_everywhere(supervised(), points(true)), 4 * 3 + 3);  // batches and ends of epochs
}

TEST(Checkpoint, HoldsBothNetworksOfAGan) { EXPECT_EQ(interrupt_everywhere(adversarial(), points(false)), 3 * 4 + 2); }

TEST(Checkpoint, HoldsAveragesSchedulesAndGroups) { EXPECT_EQ(interrupt_everywhere(refined(), classes()), 6 * 3 + 5); }

TEST(Checkpoint, HoldsAGameWithEveryRefinement) { EXPECT_EQ(interrupt_everywhere(judged(), mixture()), 3 * 4 + 2); }

class EveryOptimizer : public testing::TestWithParam<std::string> {};

TEST_P(EveryOptimizer, GoesOnFromACheckpointBitByBit) {
  auto spec = supervised();
  spec.train.epochs = 2;
  spec.train.optimizer = component(GetParam(), "optimizer");
  EXPECT_EQ(interrupt_everywhere(spec, points(true)), 2 * 3 + 1);
}

INSTANTIATE_TEST_SUITE_P(Shipped, EveryOptimizer, testing::ValuesIn(plugins().names("optimizer")),
                         [](const auto& one) { return one.param; });

TEST(Epochs, StoreTheRateOfTheLastStepWhereAskedFor) {
  auto spec = supervised();
  spec.metrics = {{"rate", {}}};
  spec.train.schedule = component("{exponential: 0.5}", "schedule");
  Interruption never(-1);
  const Outcome outcome = train<float>({spec, 3, plugins()}, prepared<float>(spec, 3, points(true)), never);
  const auto& rate = outcome.metrics[1];
  EXPECT_EQ(rate.name, "rate");
  EXPECT_EQ(rate.values[0], 0.001);
  EXPECT_EQ(rate.values[2], 0.00025);
}

TEST(Epochs, MeasureWhatTheSpecSaysTheyMeasure) {
  for (auto [spec, data] :
       {std::pair{refined(), classes()}, std::pair{judged(), mixture()}, std::pair{supervised(), points(true)}}) {
    Interruption never(-1);
    const Outcome outcome = train<float>({spec, 3, plugins()}, prepared<float>(spec, 3, data), never);
    std::vector<std::string> columns, expected = spec::measured_by_epoch(spec);
    for (const auto& column : outcome.metrics) columns.push_back(column.name);
    for (auto& name : expected) std::replace(name.begin(), name.end(), '.', '_');
    EXPECT_THAT(columns, testing::UnorderedElementsAreArray(expected));
  }
}

TEST(Checkpoint, OfAnotherTrainingIsRefused) {
  Interruption there(4);
  const auto gan = adversarial();
  EXPECT_THROW(train<float>({gan, 3, plugins()}, prepared<float>(gan, 3, points(false)), there), Stopped);
  const auto spec = supervised();
  Interruption never(-1);
  EXPECT_THROW(train<float>({spec, 3, plugins()}, prepared<float>(spec, 3, points(true)), never, &there.kept), Error);
}

}  // namespace
}  // namespace assay::train
