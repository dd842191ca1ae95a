#include "spec/overrides.hpp"

#include <gtest/gtest.h>

#include "written_experiment.hpp"

namespace assay::spec {
namespace {

using testing_support::experiment;
using testing_support::kModel;
using testing_support::kRest;
using testing_support::run;
using testing_support::runs;

const std::string kPlain = kRest + kModel;
const std::string kSweep = kRest + "models: {fnn: [{dense: 1}, $f]}\nsweep: {f: [relu, tanh]}\n";
const std::string kTwo = kRest + "models: {fnn: [{dense: 1}], deep: {layers: [{dense: 4}, {dense: 1}]}}\n";

std::vector<std::string> axes(const std::vector<plan::Run>& runs) {
  std::vector<std::string> all;
  for (const auto& run : runs) {
    std::string text;
    for (const auto& [name, value] : run.axes) text += (text.empty() ? "" : " ") + name + '=' + value;
    all.push_back(text);
  }
  return all;
}

TEST(Override, ReplacesAValue) { EXPECT_EQ(run(kPlain, {"train.epochs=7"}).spec.train.epochs, 7); }

TEST(Override, AddsASetting) { EXPECT_FALSE(run(kPlain, {"train.shuffle=false"}).spec.train.shuffle); }

TEST(Override, LastOneWins) { EXPECT_EQ(run(kPlain, {"train.epochs=7", "train.epochs=8"}).spec.train.epochs, 8); }

TEST(Override, ReachesIntoAComponentGivenByName) {
  const auto adam = run(kPlain, {"train.optimizer.adam.lr=0.5"}).spec.train.optimizer;
  EXPECT_EQ(adam.real("lr"), 0.5);
  EXPECT_EQ(adam.real("beta1"), 0.9);
}

TEST(Override, ReplacesAComponentWhole) {
  EXPECT_EQ(run(kPlain, {"train.optimizer={sgd: 0.1}"}).spec.train.optimizer.name, "sgd");
}

TEST(Override, MakesASectionThatIsMissing) { EXPECT_EQ(run(kPlain, {"sample.count=9"}).spec.sample.count, 9); }

TEST(Override, MakesAnAxisOfSeveralValues) {
  EXPECT_EQ(axes(runs(kPlain, {"train.optimizer.adam.lr=0.1,0.01"})),
            (std::vector<std::string>{"train.optimizer.adam.lr=0.1", "train.optimizer.adam.lr=0.01"}));
}

TEST(Override, ReplacesTheValuesOfAnAxis) {
  EXPECT_EQ(axes(runs(kSweep, {"f=swish,{elu: 0.5},relu"})),
            (std::vector<std::string>{"f=swish", "f=elu(0.5)", "f=relu"}));
}

TEST(Override, MayNameAnAxisWithItsSection) {
  EXPECT_EQ(axes(runs(kSweep, {"sweep.f=swish"})), (std::vector<std::string>{"f=swish"}));
}

TEST(Override, MakesAnAxisThatAModelAsksFor) {
  EXPECT_EQ(axes(runs(kRest + "models: {fnn: [{dense: 1}, $f]}\n", {"f=relu,tanh"})),
            (std::vector<std::string>{"f=relu", "f=tanh"}));
}

TEST(Override, MayGiveTheValuesOfAnAxisAsAList) {
  EXPECT_EQ(axes(runs(kSweep, {"f=[relu, swish]"})), (std::vector<std::string>{"f=relu", "f=swish"}));
}

TEST(Override, SelectsModels) {
  const auto found = runs(kTwo, {"models=deep"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].model, "deep");
}

TEST(Override, SelectsModelsWithoutTheBaseline) {
  EXPECT_EQ(runs(kTwo + "compare: {metric: test.loss, baseline: fnn}\n", {"models=deep"}).size(), 1U);
}

TEST(Override, ReachesALayerByPosition) {
  const auto model = run(kTwo, {"models=deep", "models.deep.layers.0.dense=9"}).spec.model;
  EXPECT_EQ(model.network.layers[0].integer("units"), 9);
  EXPECT_EQ(model.network.layers[1].integer("units"), 1);
}

TEST(Override, PatchesAModelGivenByItsLayers) {
  const auto found = runs(kTwo, {"models.fnn.train.epochs=9"});
  EXPECT_EQ(found[0].spec.train.epochs, 9);
  EXPECT_EQ(found[0].spec.model.network.layers.size(), 1U);
  EXPECT_EQ(found[1].spec.train.epochs, 2);
}

TEST(Override, SetsSeedsInEverySpelling) {
  EXPECT_EQ(experiment(kPlain, {"seeds=3"}).seeds, (std::vector<std::uint64_t>{0, 1, 2}));
  EXPECT_EQ(experiment(kPlain, {"seeds=4,7"}).seeds, (std::vector<std::uint64_t>{4, 7}));
  EXPECT_EQ(experiment(kPlain, {"seeds=[4, 7]"}).seeds, (std::vector<std::uint64_t>{4, 7}));
  EXPECT_EQ(experiment(kPlain, {"seeds=4..6"}).seeds, (std::vector<std::uint64_t>{4, 5, 6}));
}

TEST(Override, SetsMetricsInEverySpelling) {
  EXPECT_EQ(run(kPlain, {"metrics=accuracy"}).spec.metrics.size(), 1U);
  EXPECT_EQ(run(kPlain, {"metrics=accuracy,gradient_norm"}).spec.metrics.size(), 2U);
  EXPECT_EQ(run(kPlain, {"metrics=[accuracy, gradient_norm]"}).spec.metrics.size(), 2U);
  EXPECT_EQ(run(kPlain, {"metrics=[]"}).spec.metrics.size(), 0U);
}

TEST(Override, TakesQuotedTextWithCommas) {
  EXPECT_EQ(experiment(kPlain, {"question=\"this, or that?\""}).question, "this, or that?");
}

TEST(Override, MayNotCloseItsBracketAndAddKeys) {
  EXPECT_EQ(experiment(kPlain, {"train.epochs=1]\nx: [2"}).diagnostics.messages(),
            std::vector<std::string>{"<command line>:1:1: the value of 'train.epochs' is not YAML: 1]\nx: [2"});
}

TEST(Override, IsNotNestedDeeperThanAFile) {
  std::string deep = "train";
  for (int i = 0; i < 60'000; ++i) deep += ".a";
  EXPECT_EQ(experiment(kPlain, {deep + "=1"}).diagnostics.messages(),
            std::vector<std::string>{"<command line>:1:1: 'train...' is nested deeper than 64 levels"});
}

TEST(Override, IsTheSameRunAsTheFileThatSaysSo) {
  const std::string written = kPlain.substr(0, kPlain.find("train:")) +
                              "train: {epochs: 2, loss: mse, optimizer: {adam: {lr: 0.5}}}\n" + kModel;
  EXPECT_EQ(run(kPlain, {"train.optimizer.adam.lr=0.50"}).id, run(written).id);
}

TEST(Override, DoesNotLoseAValueOnItsWay) {
  const std::string text =
      kRest.substr(0, kRest.find("train:")) + "train: {epochs: 2, loss: mse, optimizer: {adam: 0.01}}\n" + kModel;
  EXPECT_EQ(
      experiment(text, {"train.optimizer.adam.beta1=0.5"}).diagnostics.messages(),
      std::vector<std::string>{"<command line>:1:1: 'train.optimizer.adam' is the number 0.01 and has no 'beta1'"});
}

}  // namespace
}  // namespace assay::spec
