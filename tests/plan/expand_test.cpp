#include <algorithm>
#include <chrono>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.hpp"
#include "written_experiment.hpp"

namespace assay::plan {
namespace {

using testing_support::kModel;
using testing_support::kRest;
using testing_support::run;
using testing_support::runs;

/// "fnn f=relu 0", ...: model, axes and seed of every run.
std::vector<std::string> order(const std::vector<Run>& runs) {
  std::vector<std::string> all;
  for (const auto& run : runs) {
    std::string text = run.model;
    for (const auto& [name, value] : run.axes) text += ' ' + name + '=' + value;
    all.push_back(text + ' ' + std::to_string(run.seed));
  }
  return all;
}

std::string failure_of(const std::string& text) {
  try {
    runs(text);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    return failure.what();
  }
  return "";
}

TEST(Plan, HasModelsFirstAndSeedsInnermost) {
  EXPECT_EQ(
      order(runs(kRest + "models: {a: [{dense: $w}, $f], b: [{dense: 1}]}\n"
                         "sweep: {f: [relu, tanh], w: [1, 2]}\nseeds: 2\n")),
      (std::vector<std::string>{"a f=relu w=1 0", "a f=relu w=1 1", "a f=relu w=2 0", "a f=relu w=2 1",
                                "a f=tanh w=1 0", "a f=tanh w=1 1", "a f=tanh w=2 0", "a f=tanh w=2 1", "b 0", "b 1"}));
}

TEST(Plan, DoesNotMultiplyByAxesThatAModelDoesNotUse) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [$f], b: [{dense: $w}]}\nsweep: {f: [relu, tanh], w: [1, 2, 3]}\n")),
            (std::vector<std::string>{"a f=relu 0", "a f=tanh 0", "b w=1 0", "b w=2 0", "b w=3 0"}));
}

TEST(Plan, GivesABlockTheIdOfItsListWrittenOut) {
  const std::string blocks = "blocks: {act: [tanh, relu], ffn: [{dense: 3}, act]}\n";
  EXPECT_EQ(run(kRest + blocks + "models: {a: [{residual: [ffn]}, act]}\n").id,
            run(kRest + "models: {a: [{residual: [[{dense: 3}, [tanh, relu]]]}, [tanh, relu]]}\n").id);
}

TEST(Plan, GivesARepeatTheIdOfItsListWrittenOut) {
  EXPECT_EQ(run(kRest + "models: {a: [{repeat: {times: 2, layers: [tanh]}}]}\n").id,
            run(kRest + "models: {a: [[[tanh], [tanh]]]}\n").id);
}

TEST(Plan, VariesDepthByAnAxis) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [{repeat: {times: $depth, layers: [tanh]}}]}\nsweep: {depth: [1, 3]}\n")),
            (std::vector<std::string>{"a depth=1 0", "a depth=3 0"}));
}

TEST(Plan, ComparesBlocksByAnAxis) {
  EXPECT_EQ(order(runs(kRest + "blocks: {one: [{dense: $w}], two: [tanh]}\nmodels: {a: [{residual: [$part]}]}\n"
                               "sweep: {part: [one, two], w: [1]}\n")),
            (std::vector<std::string>{"a part=one w=1 0", "a part=two w=1 0"}));
}

TEST(Plan, MergesRunsThatAreTheSame) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [$f]}\nsweep: {f: [elu, {elu: 1}, {elu: {alpha: 1.0}}, relu]}\n")),
            (std::vector<std::string>{"a f=elu 0", "a f=relu 0"}));
}

TEST(Plan, PairsZippedAxes) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [{dense: $w}, $f]}\nsweep: {zip: {f: [relu, tanh], w: [1, 2]}}\n")),
            (std::vector<std::string>{"a f=relu w=1 0", "a f=tanh w=2 0"}));
}

TEST(Plan, LeavesOutWhatIsExcluded) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [{dense: $w}], b: [{dense: $w}, relu]}\n"
                               "sweep: {w: 1..4, exclude: model = b and w > 1, only: not w = 2}\n")),
            (std::vector<std::string>{"a w=1 0", "a w=3 0", "a w=4 0", "b w=1 0"}));
}

TEST(Plan, MakesSeriesOfNumbers) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [{dense: $w}, {elu: $x}]}\n"
                               "sweep: {w: range(2, 6, 2), x: logspace(0.5, 2, 3)}\n"))
                .size(),
            9U);
  EXPECT_EQ(order(runs(kRest + "models: {a: [{elu: $x}]}\nsweep: {x: linspace(1, 2, 3)}\n")),
            (std::vector<std::string>{"a x=1 0", "a x=1.5 0", "a x=2 0"}));
}

TEST(Plan, DrawsTheSamePointsForTheSameSeed) {
  const std::string text = kRest +
                           "models: {a: [{dense: $w}, {elu: $x}]}\nsweep: {random: {runs: 5, seed: 7, space: "
                           "{x: log(0.1, 10), w: int(16, 64, step 16)}}}\n";
  const auto points = order(runs(text));
  EXPECT_EQ(points.size(), 5U);
  EXPECT_EQ(points, order(runs(text)));
}

TEST(RunId, IsTheBeginningOfTheConfigurationsHash) {
  const plan::Run one = run(kRest + kModel);
  EXPECT_EQ(one.id, sha256(one.config()).substr(0, 16));
  EXPECT_EQ(one.name(), "fnn-" + one.id);
}

/// SHA-256 of the configuration, computed outside of this program; stored runs would be trained again if it changed.
TEST(RunId, StaysWhatItIs) { EXPECT_EQ(run(kRest + kModel).id, "c3cf0f3fa526c510"); }

TEST(RunId, DiffersByTheSeedOnly) {
  const auto found = runs(kRest + kModel + "seeds: [0, 5]\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].id, found[1].id);
  const std::string first = found[0].config(), second = found[1].config();
  EXPECT_EQ(first.substr(first.find('\n')), second.substr(second.find('\n')));
  EXPECT_EQ(found[0].leaves, found[1].leaves);
}

TEST(RunId, DoesNotDependOnOtherRuns) {
  EXPECT_EQ(run(kRest + "models: {fnn: [{dense: 1}], x: [{dense: 2}]}\nseeds: 9\n").id, run(kRest + kModel).id);
}

TEST(Plan, RefusesAnAxisThatNothingUses) {
  const std::string message = failure_of(kRest + kModel + "sweep: {f: [relu]}\n");
  EXPECT_EQ(message.substr(message.find(':')),
            ":5:9: axis 'f' is used nowhere; expected '$f' in a model, in data or in train");
}

TEST(Plan, TellsTheSameMistakeOnce) {
  const std::string message =
      failure_of(kRest + "models: {a: [$f, {dens: 1}], b: [$f]}\nsweep: {f: [relu, tanh]}\nseeds: 3\n");
  EXPECT_EQ(message.substr(message.find(':')), ":4:19: unknown layer or activation 'dens'; did you mean 'dense'?");
}

/// What is known from the first point is a mistake at the second one too: a broken network must not go on.
TEST(Plan, TellsAWrongLayerOfSeveralPoints) {
  for (const char* layer :
       {"residual", "spectral_norm", "{parallel: 3}", "{concat: []}", "{residual: [{spectral_norm: }]}"})
    EXPECT_NE(failure_of(kRest + "models: {a: [$f, " + layer + "]}\nsweep: {f: [relu, tanh, elu]}\n"), "") << layer;
  const std::string message =
      failure_of(kRest + "models: {a: [$f, residual], b: [$f, spectral_norm]}\nsweep: {f: [relu, tanh]}\nseeds: 2\n");
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 1) << message;
}

TEST(Plan, TrainsALevelOnceHoweverItIsWritten) {
  const std::string text = kRest + "models: {a: [{elu: $x}]}\nsweep: {x: linspace(0.1, 1, 10)}\n";
  const auto all = runs(text);
  for (const char* third : {"x=0.3", "x=.3", "x=3e-1", "x=0.30"}) {
    const auto found = runs(text, {third});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].id, all.at(2).id) << third;
  }
}

TEST(Plan, TakesWidthsFromASeries) {
  EXPECT_EQ(order(runs(kRest + "models: {a: [{dense: $w}]}\nsweep: {w: logspace(8, 64, 4)}\n")),
            (std::vector<std::string>{"a w=8 0", "a w=16 0", "a w=32 0", "a w=64 0"}));
}

TEST(Plan, TellsMistakesOfTheFileAndOfItsMeaningTogether) {
  const std::string message = failure_of(kRest + "models: {a: [{dens: 1}]}\nseeds: x\n");
  EXPECT_NE(message.find("'dens'"), std::string::npos) << message;
  EXPECT_NE(message.find("'seeds'"), std::string::npos) << message;
}

TEST(Plan, RefusesAGridThatDoesNotFitMemory) {
  std::string layers, axes;
  for (char name = 'a'; name <= 'z'; ++name) {
    layers += std::string("{dense: $") + name + "}, ";
    axes += std::string(1, name) + ": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ";
  }
  const std::string message = failure_of(kRest + "models: {m: [" + layers + "]}\nsweep: {" + axes + "}\n");
  EXPECT_EQ(message.substr(message.find(':')), ": models, axes, folds and seeds multiply to more than 100000 runs");
}

TEST(Plan, ComparesOnlyWhatIsMeasured) {
  EXPECT_EQ(failure_of(kRest + kModel + "compare: {metric: best.validation.loss}\n"), "");
  EXPECT_EQ(failure_of(kRest + kModel + "compare: {metric: seconds}\n"), "");
  EXPECT_NE(failure_of(kRest + kModel + "compare: {metric: test.accuracy}\n"), "");
}

/// Measured: 0.12 s, under the address sanitizer 0.35 s; the rest is for a loaded machine.
TEST(Plan, IsQuick) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(runs(kRest + "models: {m: [{dense: $w}, $f]}\nsweep: {f: [relu, tanh], w: [1, 2, 3, 4, 5]}\nseeds: 1000\n")
                .size(),
            10'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

/// "fnn 1/2 0", ...: model, repeat/fold and seed of every run.
std::vector<std::string> folds_of(const std::vector<Run>& runs) {
  std::vector<std::string> all;
  for (const auto& run : runs) {
    const auto& split = run.spec.data.split;
    all.push_back(run.model + ' ' + std::to_string(split.repeat.value_or(-1)) + '/' +
                  std::to_string(split.fold.value_or(-1)) + ' ' + std::to_string(run.seed));
  }
  return all;
}

const std::string kFolds =
    "experiment: e\ndata: {source: points, split: {folds: 2, repeats: 2}}\n"
    "train: {epochs: 2, loss: mse, optimizer: adam}\n";

TEST(Plan, MakesARunOfEveryFoldOfEveryRepeat) {
  EXPECT_EQ(folds_of(runs(kFolds + kModel + "seeds: 2\n")),
            (std::vector<std::string>{"fnn 0/0 0", "fnn 0/0 1", "fnn 0/1 0", "fnn 0/1 1", "fnn 1/0 0", "fnn 1/0 1",
                                      "fnn 1/1 0", "fnn 1/1 1"}));
}

TEST(Plan, HasAnIdForEveryFold) {
  const auto all = runs(kFolds + kModel + "seeds: 2\n");
  std::set<std::string> ids;
  for (const auto& run : all) ids.insert(run.id);
  EXPECT_EQ(ids.size(), all.size());
  EXPECT_THAT(all[2].leaves, testing::Contains(std::pair<std::string, spec::Leaf>("data.split.fold", std::int64_t{1})));
  EXPECT_THAT(all[2].leaves,
              testing::Contains(std::pair<std::string, spec::Leaf>("data.split.repeat", std::int64_t{0})));
}

TEST(Plan, KeepsTheIdsOfFoldsThatAreRepeatedMore) {
  const auto two = runs(kFolds + kModel), three = runs(kFolds + kModel, {"data.split.repeats=3"});
  ASSERT_EQ(three.size(), 6U);
  for (std::size_t i = 0; i < two.size(); ++i) EXPECT_EQ(two[i].id, three[i].id);
}

TEST(Plan, TakesFoldsFromTheCommandLine) {
  EXPECT_EQ(runs(kRest + kModel, {"data.split.folds=5"}).size(), 5U);
  EXPECT_EQ(runs(kFolds + kModel, {"data.split.folds=5"}).size(), 10U);
  EXPECT_EQ(folds_of(runs(kFolds + kModel, {"data.split.fold=1"})),
            (std::vector<std::string>{"fnn 0/1 0", "fnn 1/1 0"}));
  EXPECT_EQ(folds_of(runs(kFolds + kModel, {"data.split.fold=1", "data.split.repeat=1"})),
            (std::vector<std::string>{"fnn 1/1 0"}));
  EXPECT_EQ(runs(kFolds + kModel, {"data.split.folds=2,3"}).size(), 10U);
}

TEST(Plan, AsksTheDataHowManyFoldsAreAll) {
  const auto all = testing_support::experiment(kRest + kModel, {"data.split.folds=all"});
  const auto count = [](const spec::RunSpec&) { return std::int64_t{7}; };
  EXPECT_EQ(expand(all, testing_support::FakeCatalogue(), count).size(), 7U);
  const auto one = testing_support::experiment(kRest + kModel, {"data.split.folds=all", "data.split.fold=7"});
  try {
    expand(one, testing_support::FakeCatalogue(), count);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_THAT(failure.what(), testing::EndsWith("'split.fold' is 7; the data has 7 folds, counted from 0"));
  }
}

TEST(Plan, RefusesMoreFoldsThanAnybodyMeans) {
  EXPECT_THAT(failure_of("experiment: e\ndata: {source: points, split: {folds: 1000, repeats: 100}}\n"
                         "train: {epochs: 2, loss: mse, optimizer: adam}\nseeds: 2\n" +
                         kModel),
              testing::EndsWith("models, axes, folds and seeds multiply to more than 100000 runs"));
}

}  // namespace
}  // namespace assay::plan
