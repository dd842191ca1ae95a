// Targets that a loss leaves out: they count in no metric, no index is formed from them, and no number depends on how
// the rows are cut into batches.
#include <cmath>

#include <gtest/gtest.h>

#include "components.hpp"
#include "train/evaluation.hpp"
#include "train/initialise.hpp"
#include "train/procedure.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;
using testing_support::plugins;

const std::vector<spec::Metric> kOfClasses{{"accuracy", {}},
                                           {"error_rate", {}},
                                           {"top_2", {}, 2},
                                           {"precision", {}},
                                           {"recall", {}},
                                           {"f1", {}},
                                           {"recall_micro", {}},
                                           {"auc", {}},
                                           {"calibration_error", {}},
                                           {"perplexity", {}},
                                           {"bits_per_character", {}}};

/// A model of 4 sequences of 6 steps and 3 classes that is right wherever a target counts; the later half is padding.
template <class T>
struct Padded {
  explicit Padded(std::int64_t ignore) {
    for (std::int64_t i = 0; i < 24; ++i) {
      const bool counts = i % 6 < 3;
      std::int64_t label = i % 3;
      if (label == ignore) label = (label + 1) % 3;
      targets.push_back(static_cast<T>(counts ? label : ignore));
      for (std::int64_t c = 0; c < 3; ++c) outputs.push_back(counts && c == label ? T(20) : T(0));
    }
  }
  ConstView<T> y() const { return {outputs.data(), {4, 6, 3}}; }
  ConstView<T> target() const { return {targets.data(), {4, 6}}; }

  std::vector<T> outputs, targets;
};

class IgnoredTargets : public ::testing::TestWithParam<std::int64_t> {
 protected:
  std::string loss_of() const { return "{softmax_cross_entropy: {ignore: " + std::to_string(GetParam()) + "}}"; }
};

TEST_P(IgnoredTargets, CountInNoMetricOfAPerfectModel) {
  const auto loss = plugins().make<Loss, float>(component(loss_of(), "loss"));
  const Padded<float> padded(GetParam());
  Meter<float> meter(kOfClasses, loss->decision(), loss->mask());
  Evaluation<float> evaluation(kOfClasses, loss->decision(), loss->mask());
  meter.add(padded.y(), padded.target(), loss->evaluate(padded.y(), padded.target(), {}),
            loss->weight(padded.target()));
  evaluation.add(padded.y(), padded.target());
  for (const auto& values : {meter.values(), evaluation.values()})
    for (const auto& [name, value] : values) {
      const bool none =
          name == "loss" || name == "error_rate" || name == "calibration_error" || name == "bits_per_character";
      EXPECT_NEAR(value, none ? 0 : 1, 1e-7) << name;  // 2 e^-20 of the softmax is not 0
    }
}

TEST_P(IgnoredTargets, MakeABatchOfNothingElseWeighNothing) {
  const auto loss = plugins().make<Loss, double>(component(loss_of(), "loss"));
  const std::vector<double> y{1, 2, 3, 4, 5, 6}, target(2, static_cast<double>(GetParam()));
  std::vector<double> dy(6, 7);
  EXPECT_EQ(loss->evaluate({y.data(), {2, 3}}, {target.data(), {2}}, {dy.data(), {2, 3}}), 0);
  EXPECT_EQ(loss->weight({target.data(), {2}}), 0);
  EXPECT_EQ(dy, std::vector<double>(6));
}

TEST_P(IgnoredTargets, LeaveNothingToMeasure) {
  const auto loss = plugins().make<Loss, double>(component(loss_of(), "loss"));
  const std::vector<double> y{1, 2, 3, 4, 5, 6}, target(2, static_cast<double>(GetParam()));
  Meter<double> meter(kOfClasses, loss->decision(), loss->mask());
  Evaluation<double> evaluation(kOfClasses, loss->decision(), loss->mask());
  meter.add({y.data(), {2, 3}}, {target.data(), {2}}, 0, 0);
  evaluation.add({y.data(), {2, 3}}, {target.data(), {2}});
  for (const auto& values : {meter.values(), evaluation.values()})
    for (const auto& [name, value] : values) EXPECT_TRUE(std::isnan(value)) << name << ' ' << value;
}

INSTANTIATE_TEST_SUITE_P(Numbers, IgnoredTargets, ::testing::Values(-100, -1, 0, 2));

/// Sequences of random numbers with classes of steps, some of them left out: -1, and all of a few samples.
data::Dataset<double> sequences() {
  data::Dataset<double> data;
  data.rows = 60, data.input = Shape({4, 2}), data.target = Shape({4});
  const Random random = Random(3).stream("test");
  Random draw = random;
  std::vector<double> inputs, targets;
  for (int i = 0; i < 60 * 4 * 2; ++i) inputs.push_back(draw.normal());
  for (int i = 0; i < 60 * 4; ++i) targets.push_back(i / 4 % 7 == 0 ? -1 : static_cast<double>(draw.below(4)) - 1);
  data.inputs = inputs, data.targets = targets;
  return data;
}

data::Dataset<double> rows_of(const std::vector<double>& labels, std::int64_t classes) {
  data::Dataset<double> data;
  data.rows = 60, data.input = Shape({3}), data.classes = classes;
  if (classes == 0) data.target = Shape({1});
  Random draw = Random(4).stream("test");
  std::vector<double> inputs, targets;
  for (int i = 0; i < 60 * 3; ++i) inputs.push_back(draw.normal());
  for (int i = 0; i < 60; ++i) targets.push_back(labels[draw.below(labels.size())]);
  data.inputs = inputs, data.targets = targets;
  return data;
}

/// Validation and test numbers of the first weights, in batches of so many.
Values measured(spec::RunSpec spec, const data::Dataset<double>& data, std::int64_t batch) {
  spec.train.batch = batch;
  const Job job{spec, 5, plugins()};
  const auto rows = data::split(spec.data.split, data.rows, job.random("split"));
  const auto procedure = make_procedure<double>(job, data, rows);
  initialise(job, procedure->trained());
  Values all = procedure->validate();
  for (auto& value : procedure->test()) all.push_back(std::move(value));
  return all;
}

void expect_the_same_in_all_batches(const std::string& loss, const std::string& layers,
                                    const std::vector<spec::Metric>& metrics, const data::Dataset<double>& data) {
  spec::RunSpec spec;
  spec.data.split = {0.2, 0.4, 0.4, true, {}};
  spec.model.network = network(layers);
  spec.train.loss = component(loss, "loss");
  spec.train.optimizer = component("{sgd: 0.1}", "optimizer");
  spec.metrics = metrics;
  const auto whole = measured(spec, data, data.rows);
  ASSERT_GT(whole.size(), 2 * metrics.size()) << loss;
  for (const std::int64_t batch : {1, 2, 5, 7, 32}) {
    const auto parts = measured(spec, data, batch);
    ASSERT_EQ(parts.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i)  // sums of some hundred doubles in another order
      EXPECT_NEAR(parts[i].second, whole[i].second, 1e-12) << loss << ' ' << whole[i].first << ", batch " << batch;
  }
}

TEST(Measured, DoesNotDependOnTheBatch) {
  const std::string weighted = ": {weights: [1, 10, 0.5], ignore: -1}}";
  for (const std::string name : {"softmax_cross_entropy", "focal"})
    expect_the_same_in_all_batches("{" + name + weighted, "[{rnn: 5}, {dense: 3}]", kOfClasses, sequences());
  expect_the_same_in_all_batches("{nll" + weighted, "[{rnn: 5}, {dense: 3}, log_softmax]", kOfClasses, sequences());
  expect_the_same_in_all_batches("{softmax_cross_entropy: {weights: [1, 10, 3], label_smoothing: 0.1}}", "[{dense: 3}]",
                                 kOfClasses, rows_of({0, 1, 2}, 3));
}

TEST(Measured, DoesNotDependOnTheBatchForOneOutput) {
  const std::vector<spec::Metric> metrics{{"accuracy", {}}, {"mse", {}}, {"auc", {}}, {"f1", {}}};
  for (const std::string name : {"hinge", "perceptron", "sigmoid_cross_entropy"})
    expect_the_same_in_all_batches(name, "[{dense: 1}]", metrics, rows_of({0, 1}, 2));
  for (const std::string name : {"mse", "half_squared_error", "mae", "huber"})
    expect_the_same_in_all_batches(name, "[{dense: 1}]", {{"rmse", {}}, {"mae", {}}, {"r2", {}}},
                                   rows_of({-3, 0.5, 2}, 0));
}

TEST(Measured, OfATrainingEpochIsAMeanOverItsWeights) {
  spec::RunSpec spec;
  spec.data.split = {1, 0, 0, true, {}};
  spec.model.network = network("[{dense: 3}]");
  spec.train.loss = component("{softmax_cross_entropy: {weights: [1, 10, 3]}}", "loss");
  spec.train.optimizer = component("{sgd: {lr: 1e-300}}", "optimizer");
  const auto data = rows_of({0, 1, 2}, 3);
  std::vector<double> losses;
  for (const std::int64_t batch : {60, 7, 1}) {
    spec.train.batch = batch;
    const Job job{spec, 5, plugins()};
    const auto rows = data::split(spec.data.split, data.rows, job.random("split"));
    const auto procedure = make_procedure<double>(job, data, rows);
    initialise(job, procedure->trained());
    losses.push_back(procedure->epoch(0, Schedule(), [] {}).front().second);
  }
  EXPECT_NEAR(losses[1], losses[0], 1e-12);  // sums in another order
  EXPECT_NEAR(losses[2], losses[0], 1e-12);
}

}  // namespace
}  // namespace assay::train
