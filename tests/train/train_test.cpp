#include "train/train.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <gtest/gtest.h>
#include <xmmintrin.h>

#include "components.hpp"
#include "train/trained.hpp"

namespace assay::train {
namespace {

using testing_support::component;
using testing_support::network;
using testing_support::plugins;
using testing_support::prepared;

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
  for (auto* numbers : {&data.inputs, &data.targets}) {
    const auto all = std::get<data::Shared<double>>(*numbers);
    *numbers = data::Shared(std::vector<double>(all.span().rbegin(), all.span().rend()));
  }
  EXPECT_NE(run<double>(spec, 0, data).weights, ordered);
}

/// Two layers, the first of them in a group.
spec::RunSpec grouped(std::optional<double> rate, std::optional<bool> freeze) {
  auto spec = fitting_a_line();
  spec.model.network = network("[{dense: 3}, tanh, {dense: 1}]");
  spec.train.epochs = 1;
  spec.train.batch = 8;
  spec.train.groups = {{{{"0.*", {}}}, rate, freeze, {}, {}}};
  return spec;
}

double moved(const Outcome& outcome, std::size_t parameter) {
  return outcome.weights[parameter].array.as<double>()[0] - outcome.weights_initial[parameter].array.as<double>()[0];
}

TEST(Train, MovesAGroupAtItsOwnRate) {
  const auto slow = run<double>(grouped(0.5, {})), usual = run<double>(grouped(1, {}));
  EXPECT_NEAR(moved(slow, 0), moved(usual, 0) / 2, 1e-15);  // one rounding of numbers near 1
  EXPECT_EQ(moved(slow, 2), moved(usual, 2));
}

TEST(Train, LeavesFrozenLayersAsTheyWere) {
  auto spec = grouped({}, true);
  spec.train.epochs = 5;
  const auto frozen = run<double>(spec);
  EXPECT_EQ(frozen.weights[0], frozen.weights_initial[0]);
  EXPECT_EQ(frozen.weights[1], frozen.weights_initial[1]);
  EXPECT_NE(moved(frozen, 2), 0);
}

TEST(Train, DoesNotCountFrozenLayersInTheGradientsNorm) {
  auto spec = grouped({}, true);
  spec.metrics = {{"gradient_norm", {}}};
  const auto frozen = run<double>(spec);
  spec.train.groups.clear();
  EXPECT_LT(frozen.metrics[1].values[0], run<double>(spec).metrics[1].values[0]);
}

TEST(Train, TellsOfAPatternThatMatchesNothing) {
  auto spec = grouped(0.5, {});
  spec.train.groups[0].match[0] = {"3.*", {"a.yaml", 6, 9}};
  try {
    run<float>(spec);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(), "a.yaml:6:9: no parameter is called '3.*'; did you mean '0.*'?");
  }
}

TEST(Train, TellsOfAGroupThatChangesWhatIsRemembered) {
  auto spec = grouped({}, {});
  spec.train.optimizer = component("{sgd: {momentum: 0.9}}", "optimizer");
  auto plain = component("{sgd: {momentum: 0}}", "optimizer");
  spec.train.groups[0].arguments = {plain.argument("momentum")};
  try {
    run<float>(spec);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_STREQ(failure.what(),
                 "test:1:5: a group changes what optimizer 'sgd' remembers of a weight; give all weights the same");
  }
}

TEST(Train, AveragesTheWeightsAfterEveryStep) {
  auto spec = fitting_a_line();
  spec.train.batch = 8;
  spec.train.average = 0.75;
  std::vector<double> path;
  for (spec.train.epochs = 1; spec.train.epochs <= 3; ++spec.train.epochs)
    path.push_back(run<double>(spec).weights[0].array.as<double>()[0]);
  spec.train.epochs = 3;
  const double average = run<double>(spec).weights_average[0].array.as<double>()[0];
  EXPECT_NEAR(average, 0.75 * (0.75 * path[0] + 0.25 * path[1]) + 0.25 * path[2],
              1e-15);  // roundings of numbers near 1
}

TEST(Train, JudgesTheAverageBesideTheWeights) {
  auto spec = fitting_a_line();
  spec.data.split = {4, 2, 2, true, {}};
  spec.train.epochs = 3;
  spec.train.average = 0.9;
  const Outcome outcome = run<double>(spec);
  EXPECT_GT(final_value(outcome, "average.test.loss"), 0);
  EXPECT_NE(final_value(outcome, "average.test.loss"), final_value(outcome, "test.loss"));
  EXPECT_NE(final_value(outcome, "average.validation.loss"), final_value(outcome, "validation.loss"));
  EXPECT_LE(final_value(outcome, "best.average.validation.loss"), final_value(outcome, "average.validation.loss"));
}

TEST(Train, StoresForecastsOfQuantities) {
  auto spec = fitting_a_line();
  spec.data.split = {5, 0, 3, false, {}};
  spec.train.epochs = 1000;
  const Outcome outcome = run<double>(spec);
  ASSERT_TRUE(sample_called(outcome, "forecast"));
  EXPECT_EQ(sample_called(outcome, "forecast")->shape, Shape({3, 1}));
  const auto forecast = sample_called(outcome, "forecast")->as<double>();
  const auto target = sample_called(outcome, "forecast_target")->as<double>();
  EXPECT_EQ(target, (std::vector<double>{-0.5, 0, 0.5}));                         // the last rows in the file's order
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(forecast[i], target[i], 1e-6);  // 2000 steps towards the line
  EXPECT_FALSE(sample_called(outcome, "confusion"));
}

TEST(Train, GivesDistancesAndForecastsInTheTargetsOwnUnit) {
  auto data = line<double>();
  std::vector<double> prices;
  for (std::int64_t row = 0; row < data.rows; ++row) prices.push_back(300'000 + 50'000 * at(data.targets, row));
  data.targets = data::Shared(prices);
  auto spec = fitting_a_line();
  spec.data.split = {5, 0, 3, false, {}};
  spec.data.target_scale = spec::Scale::standard;
  spec.train.epochs = 3;
  spec.metrics = {{"mae", {}}, {"rmse", {}}};
  const Outcome outcome = run<double>(spec, 0, data);
  const auto forecast = sample_called(outcome, "forecast")->as<double>();
  double distances = 0, squares = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(sample_called(outcome, "forecast_target")->as<double>()[i], prices[5 + i], 1e-6);  // roundings of 3e5
    distances += std::abs(forecast[i] - prices[5 + i]) / 3;
    squares += std::pow(forecast[i] - prices[5 + i], 2) / 3;
  }
  EXPECT_NEAR(final_value(outcome, "test.mae"), distances, 1e-6);
  EXPECT_NEAR(final_value(outcome, "test.rmse"), std::sqrt(squares), 1e-6);
  EXPECT_LT(final_value(outcome, "test.loss"), 10);  // in the scaled unit
}

/// Whether a point of the line is above 0: two classes.
data::RawDataset sides() {
  auto data = line<double>();
  data.target = Shape();
  data.classes = 2;
  std::vector<std::int64_t> targets;
  for (std::int64_t row = 0; row < data.rows; ++row) targets.push_back(at(data.targets, row) > 0 ? 1 : 0);
  data.targets = data::Shared(std::move(targets));
  return data;
}

spec::RunSpec telling_sides() {
  auto spec = fitting_a_line();
  spec.model.network = network("[{dense: 4}, tanh, {dense: 2}, relu, {dense: 2}]");
  spec.train.loss = component("softmax_cross_entropy", "loss");
  spec.data.split = {4, 2, 2, true, {}};
  return spec;
}

TEST(Train, StoresWhichClassesWereTakenForWhich) {
  const Outcome outcome = run<double>(telling_sides(), 0, sides());
  ASSERT_TRUE(sample_called(outcome, "confusion"));
  const auto counts = sample_called(outcome, "confusion")->as<std::int64_t>();
  EXPECT_EQ(sample_called(outcome, "confusion")->shape, Shape({2, 2}));
  EXPECT_EQ(counts[0] + counts[1] + counts[2] + counts[3], 2);
  EXPECT_FALSE(sample_called(outcome, "forecast"));
}

TEST(Train, StoresWhatEntersActivationsWhereAskedFor) {
  auto spec = telling_sides();
  EXPECT_FALSE(sample_called(run<double>(spec, 0, sides()), "preactivations/1/counts"));
  spec.sample.preactivations = true;
  const Outcome outcome = run<double>(spec, 0, sides());
  ASSERT_TRUE(sample_called(outcome, "preactivations/1/counts"));
  ASSERT_TRUE(sample_called(outcome, "preactivations/3/edges"));
  EXPECT_FALSE(sample_called(outcome, "preactivations/0/counts"));
  const auto counts = sample_called(outcome, "preactivations/1/counts")->as<std::int64_t>();
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), 2 * 4);  // validation rows times units
  double most = 0;                                                                   // of weight x + bias, as |x| <= 1
  for (std::size_t unit = 0; unit < 4; ++unit)
    most = std::max(most, std::abs(outcome.weights[0].array.as<double>()[unit]) +
                              std::abs(outcome.weights[1].array.as<double>()[unit]));
  EXPECT_LE(sample_called(outcome, "preactivations/1/edges")->as<double>().back(), most);
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
                 "expected logits [N,C] for class numbers [N], or [N,T,C] for [N,T]");
  }
}

}  // namespace
}  // namespace assay::train
