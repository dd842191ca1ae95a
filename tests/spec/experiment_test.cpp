#include "spec/experiment.hpp"

#include <gtest/gtest.h>

#include "spec/yaml_reader.hpp"
#include "written_experiment.hpp"

namespace assay::spec {
namespace {

using testing_support::kModel;
using testing_support::kRest;
using testing_support::WrittenFile;

TEST(Experiment, KeepsItsFileVerbatim) {
  const std::string text = "# why\n" + kRest + kModel + "question: really?   # yes\n";
  const WrittenFile file(text);
  const Experiment experiment = read_experiment(file.path());
  EXPECT_EQ(experiment.text, text);
  EXPECT_EQ(experiment.file, file.path());
  EXPECT_EQ(experiment.question, "really?");
  EXPECT_TRUE(experiment.diagnostics.empty());
}

TEST(Experiment, KeepsModelsAndAxesInTheirOrder) {
  const Experiment experiment =
      testing_support::experiment(kRest + "models: {z: [twin], a: [twin]}\nsweep: {y: [1], b: [2, 3]}\n");
  ASSERT_EQ(experiment.models.size(), 2U);
  EXPECT_EQ(experiment.models[0].key + experiment.models[1].key, "za");
  ASSERT_EQ(experiment.axes.size(), 2U);
  EXPECT_EQ(experiment.axes[0].name + experiment.axes[1].name, "yb");
  EXPECT_EQ(experiment.axes[1].values.size(), 2U);
}

TEST(Experiment, LooksForPluginsFromItsFolder) {
  const WrittenFile file(kRest + kModel + "plugins: [mine, /far/x.so]\n");
  const auto plugins = read_experiment(file.path()).plugins;
  ASSERT_EQ(plugins.size(), 2U);
  EXPECT_EQ(plugins[0], file.path().parent_path() / "mine");
  EXPECT_EQ(plugins[1], "/far/x.so");
}

TEST(Experiment, ComparesTestAccuracyByModelUnlessTold) {
  const Experiment experiment = testing_support::experiment(kRest + kModel);
  EXPECT_EQ(experiment.compare.metric, "test.accuracy");
  EXPECT_EQ(experiment.compare.by, "model");
  EXPECT_EQ(experiment.compare.baseline, "");
  EXPECT_EQ(experiment.compare.metric_place.line, 0);
}

TEST(Experiment, MayCompareByAnAxisOfComponents) {
  const Experiment experiment =
      testing_support::experiment(kRest + "models: {fnn: [{dense: 1}, $f]}\nsweep: {f: [relu, {elu: {alpha: 0.5}}]}\n" +
                                  "compare: {metric: test.loss, by: f, baseline: elu(alpha=0.5)}\n");
  EXPECT_TRUE(experiment.diagnostics.empty());
  EXPECT_EQ(experiment.compare.baseline, "elu(alpha=0.5)");
}

TEST(Experiment, CollectsMistakesInsteadOfThrowing) {
  EXPECT_EQ(testing_support::experiment(kRest + kModel + "seeds: x\nfoo: 1\n").diagnostics.messages().size(), 2U);
}

TEST(AxisValue, IsShownAsItIsWritten) {
  const Node root = parse_yaml("v: [relu, 0.10, {elu: 0.5}, {adam: {lr: 0.1, beta1: 0.5}}, [3, 5], ~, {}]", "x");
  std::vector<std::string> texts;
  for (const auto& value : root.find("v")->items) texts.push_back(axis_text(value));
  EXPECT_EQ(texts,
            (std::vector<std::string>{"relu", "0.10", "elu(0.5)", "adam(lr=0.1,beta1=0.5)", "3,5", "none", "{}"}));
}

}  // namespace
}  // namespace assay::spec
