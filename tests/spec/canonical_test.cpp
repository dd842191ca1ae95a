#include "spec/canonical.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "spec/scalar.hpp"
#include "spec/yaml_reader.hpp"
#include "written_experiment.hpp"

namespace assay::spec {
namespace {

using testing_support::kModel;
using testing_support::kRest;
using testing_support::run;

const Leaf* find(const plan::Run& run, const std::string& name) {
  const auto found =
      std::find_if(run.leaves.begin(), run.leaves.end(), [&](const auto& leaf) { return leaf.first == name; });
  return found == run.leaves.end() ? nullptr : &found->second;
}

/// Of the model, without data and training.
std::string model_of(const std::string& yaml) {
  const std::string config = run(kRest + "models: {fnn: " + yaml + "}\n").config();
  const std::size_t start = config.find("  name: fnn\n") + 12;
  return config.substr(start, config.find("data:") - start);
}

TEST(Canonical, WritesCombinatorsWithTheirPaths) {
  EXPECT_EQ(model_of("[{residual: [{parallel: [[relu], []]}]}, {prelu: {slope: trainable per channel}}]"),
            "  layers: [{residual: [{parallel: [[{relu: {}}], []]}]}, {prelu: {slope: {trainable: 0.25, per: "
            "channel}}}]\n");
}

TEST(Canonical, WritesInitialisersOnlyWhereTheyAreGiven) {
  EXPECT_EQ(model_of("{layers: [{dense: 1}], init: pytorch}"), model_of("[{dense: 1}]"));
  EXPECT_EQ(model_of("{layers: [relu], init: {preset: keras, weights: orthogonal, parameters: {0: {constant: 2}}}}"),
            "  layers: [{relu: {}}]\n  init_preset: keras\n  init_weights:\n    orthogonal: {}\n  init_parameters:\n"
            "    0:\n      constant:\n        value: 2.0\n");
}

/// The whole text: run ids are its hash, so a change here gives every stored run another identity.
TEST(Canonical, WritesEverythingOutInAFixedOrder) {
  EXPECT_EQ(run(kRest + "models: {fnn: [{dense: 1}, {swish: {beta: trainable}}]}\nseeds: [7]\n").config(),
            R"(seed: 7
model:
  name: fnn
  layers: [{dense: {units: 1, bias: true}}, {swish: {beta: {trainable: 1.0}}}]
data:
  source:
    points:
      samples: 100
  split:
    train: 0.8
    validation: 0.1
    test: 0.1
    order: shuffled
  scale: none
  target_scale: none
train:
  epochs: 2
  batch: 32
  loss:
    mse: {}
  optimizer:
    adam:
      lr: 0.001
      beta1: 0.9
  schedule: none
  clip: {}
  shuffle: true
  precision: float32
metrics: []
sample:
  count: 0
  length: 0
  temperature: 1.0
)");
}

TEST(Canonical, IsTheSameForEverySpelling) {
  const std::string other =
      "# another spelling\nmodels:\n  fnn:\n    layers:\n    - dense: {bias: true, units: 1}\n"
      "train: {loss: {mse: {}}, shuffle: true, batch: 32, optimizer: {adam: {beta1: .9, lr: 1e-3}}, epochs: 2}\n"
      "data: {samples: 100, source: points}\nexperiment: other_name\nquestion: why?\n";
  EXPECT_EQ(run(other).config(), run(kRest + kModel).config());
}

TEST(Canonical, DiffersWithEveryNumberEvenTheLastDigit) {
  const auto with = [](const char* lr) {
    return run(kRest + kModel, {std::string("train.optimizer.adam.lr=") + lr}).id;
  };
  EXPECT_NE(with("0.1"), with("0.10000000000000002"));
}

TEST(Canonical, DiffersWithTheModelsName) {
  EXPECT_NE(run(kRest + "models: {a: [{dense: 1}]}\n").id, run(kRest + "models: {b: [{dense: 1}]}\n").id);
}

TEST(Canonical, HasInitialValuesAndTables) {
  const std::string config = run("experiment: e\ndata: {source: table, inputs: [[1, 2], [3, 4]]}\n"
                                 "train: {epochs: 2, loss: mse, optimizer: adam}\n"
                                 "models: {m: {layers: [{dense: 1}], init: {values: {0.bias: [0.5]}}}}\n")
                                 .config();
  EXPECT_NE(config.find("inputs: [[1.0, 2.0], [3.0, 4.0]]"), std::string::npos) << config;
  EXPECT_NE(config.find("0.bias: [0.5]"), std::string::npos) << config;
}

TEST(Canonical, HasTheGameOfAGan) {
  const std::string config = run("experiment: e\ndata: {source: points}\ntrain: {epochs: 1, optimizer: adam}\n"
                                 "models: {g: {generator: [{dense: 2}], discriminator: [{dense: 1}], latent: 3}}\n")
                                 .config();
  for (const char* line : {"  latent: 3\n", "    discriminator_steps: 1\n", "    sigmoid_cross_entropy: {}\n"})
    EXPECT_NE(config.find(line), std::string::npos) << line << config;
}

TEST(Canonical, IsReadBackAsYaml) {
  const std::string config = run(kRest + kModel, {"data={source: csv, file: \"a: #b'\\\"\\n[\"}"}).config();
  const Node root = parse_yaml(config, "config");
  EXPECT_EQ(root.find("data")->find("source")->find("csv")->find("file")->text, "a: #b'\"\n[");
}

TEST(Leaves, HaveDottedNamesAndTheirTypes) {
  const plan::Run one = run(kRest + kModel);
  ASSERT_NE(find(one, "train.optimizer.adam.lr"), nullptr);
  EXPECT_EQ(*find(one, "train.optimizer.adam.lr"), Leaf(0.001));
  EXPECT_EQ(*find(one, "model.layers.0.dense.units"), Leaf(std::int64_t{1}));
  EXPECT_EQ(*find(one, "model.layers.0.dense.bias"), Leaf(true));
  EXPECT_EQ(*find(one, "model.name"), Leaf(std::string("fnn")));
  EXPECT_EQ(*find(one, "sample.temperature"), Leaf(1.0));
}

TEST(Leaves, NameAComponentWithoutParameters) {
  EXPECT_EQ(*find(run(kRest + kModel), "train.loss"), Leaf(std::string("mse")));
}

TEST(Leaves, KeepATextThatLooksLikeANumberAText) {
  EXPECT_EQ(*find(run(kRest + kModel, {"data={source: csv, file: '1'}"}), "data.source.csv.file"),
            Leaf(std::string("1")));
}

TEST(Leaves, LeaveTheSeedOut) { EXPECT_EQ(find(run(kRest + kModel), "seed"), nullptr); }

}  // namespace
}  // namespace assay::spec
