#include "spec/model_section.hpp"

#include <gtest/gtest.h>

#include "fake_catalogue.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

ModelSpec read(const std::string& yaml) {
  const Node root = parse_yaml("m: " + yaml, "x");
  Diagnostics diagnostics;
  ModelSpec model = read_model(root.entries[0], root.entries[0].value, testing_support::FakeCatalogue(), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return model;
}

TEST(Model, IsAListOfLayersAndActivations) {
  const ModelSpec model = read("[{dense: 3}, relu]");
  EXPECT_EQ(model.name, "m");
  ASSERT_EQ(model.network.layers.size(), 2U);
  EXPECT_EQ(model.network.layers[0].kind, "layer");
  EXPECT_EQ(model.network.layers[1].kind, "activation");
  EXPECT_FALSE(model.adversarial());
}

TEST(Model, IsTheSameAsAMap) { EXPECT_EQ(read("{layers: [{dense: 3}]}").network.layers[0].integer("units"), 3); }

TEST(Model, IsAGeneratorWithItsDiscriminator) {
  const ModelSpec model = read("{generator: [{dense: 2}], discriminator: [{dense: 4}, {dense: 1}], latent: 8}");
  EXPECT_TRUE(model.adversarial());
  EXPECT_EQ(model.latent, 8);
  EXPECT_EQ(model.network.layers.size(), 1U);
  EXPECT_EQ(model.discriminator.layers.size(), 2U);
}

TEST(Model, IsMeantAsAGanBeforeItIsComplete) {
  EXPECT_TRUE(is_adversarial(*parse_yaml("m: {generator: []}", "x").find("m")));
  EXPECT_FALSE(is_adversarial(*parse_yaml("m: {layers: []}", "x").find("m")));
}

TEST(InitialWeights, KeepTheShapeOfTheirLists) {
  const auto values =
      read("{layers: [{dense: 2}], init: {values: {0.weight: [[1, 2, 3], [4, 5, 6]], 0.bias: 7}}}").init.values;
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0].name, "0.weight");
  EXPECT_EQ(values[0].array.shape, Shape({2, 3}));
  EXPECT_EQ(values[0].array.as<double>(), (std::vector<double>{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(values[1].array.shape, Shape());
}

TEST(InitialWeights, MayComeFromARun) {
  const InitSpec init = read("{layers: [{dense: 1}], init: {from: a.h5}}").init;
  EXPECT_EQ(init.from, "a.h5");
  EXPECT_EQ(to_string(init.from_place), "x:1:40");
}

}  // namespace
}  // namespace assay::spec
