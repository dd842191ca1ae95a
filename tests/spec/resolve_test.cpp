#include <gtest/gtest.h>

#include "spec/sections.hpp"
#include "spec/yaml_reader.hpp"
#include "written_experiment.hpp"

namespace assay::spec {
namespace {

using testing_support::kRest;
using testing_support::run;
using testing_support::runs;

TEST(Patch, ReplacesKeyByKey) {
  const auto train = run(kRest + "models: {m: {layers: [{dense: 1}], train: {epochs: 9}}}\n").spec.train;
  EXPECT_EQ(train.epochs, 9);
  EXPECT_EQ(train.loss.name, "mse");
}

TEST(Patch, ReplacesAComponentWhole) {
  const auto train = run("experiment: e\ndata: {source: points}\n"
                         "train: {epochs: 2, loss: mse, optimizer: {adam: {lr: 0.5}}}\n"
                         "models: {m: {layers: [{dense: 1}], train: {optimizer: {adam: {beta1: 0.5}}}}}\n")
                         .spec.train;
  EXPECT_EQ(train.optimizer.real("lr"), 0.001);
  EXPECT_EQ(train.optimizer.real("beta1"), 0.5);
}

TEST(Patch, IsForItsModelOnly) {
  const auto found = runs(kRest + "models: {m: {layers: [{dense: 1}], train: {epochs: 9}}, n: [{dense: 1}]}\n");
  EXPECT_EQ(found[1].spec.train.epochs, 2);
}

TEST(Patch, WithAnotherSourceDropsTheSettingsOfTheFirst) {
  const auto data = run("experiment: e\ndata: {source: points, samples: 7, scale: minmax}\n"
                        "train: {epochs: 2, loss: mse, optimizer: adam}\n"
                        "models: {m: {layers: [{dense: 1}], data: {source: csv, file: a}}}\n")
                        .spec.data;
  EXPECT_EQ(data.source.name, "csv");
  EXPECT_EQ(data.scale, Scale::minmax);
}

TEST(Axis, StandsForALayerAParameterAndASetting) {
  const auto spec = run("experiment: e\ndata: {source: points, samples: $n}\n"
                        "train: {epochs: $n, loss: mse, optimizer: $o}\nmetrics: [$m]\nsample: {count: $n}\n"
                        "models: {m: [{dense: $n}, $f, {rnn: {units: 2, activation: $f}}]}\n"
                        "sweep: {n: [5], o: [{sgd: 0.5}], f: [{elu: {alpha: 0.25}}], m: [accuracy]}\n")
                        .spec;
  EXPECT_EQ(spec.data.source.integer("samples"), 5);
  EXPECT_EQ(spec.train.epochs, 5);
  EXPECT_EQ(spec.train.optimizer.real("lr"), 0.5);
  EXPECT_EQ(spec.sample.count, 5);
  EXPECT_EQ(spec.metrics.at(0).name, "accuracy");
  EXPECT_EQ(spec.model.network.layers[0].integer("units"), 5);
  EXPECT_EQ(spec.model.network.layers[1].real("alpha"), 0.25);
  EXPECT_EQ(std::get<Component>(spec.model.network.layers[2].argument("activation").value).real("alpha"), 0.25);
}

TEST(Axis, MayBeAListOfItsOwn) {
  EXPECT_EQ(run(kRest + "models: {m: [{conv: {filters: 1, kernel: $k}}]}\nsweep: {k: [[7, 9]]}\n")
                .spec.model.network.layers[0]
                .integers("kernel"),
            (std::vector<std::int64_t>{7, 9}));
}

TEST(Axis, IsUsedThroughAPatchToo) {
  const auto experiment = testing_support::experiment(
      kRest + "models: {m: {layers: [{dense: 1}], train: {epochs: $n}}, k: [{dense: 1}]}\nsweep: {n: [1]}\n");
  EXPECT_TRUE(uses_axis(experiment, experiment.models[0], "n"));
  EXPECT_FALSE(uses_axis(experiment, experiment.models[1], "n"));
}

TEST(Axis, IsNotMentionedByPartOfAWord) {
  const Node root = parse_yaml("a: [$width, {b: $depth}]", "x");
  EXPECT_TRUE(mentions(root, "$depth"));
  EXPECT_FALSE(mentions(root, "$wid"));
}

}  // namespace
}  // namespace assay::spec
