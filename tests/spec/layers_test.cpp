#include "spec/layers.hpp"

#include <gtest/gtest.h>

#include "fake_catalogue.hpp"
#include "spec/yaml_reader.hpp"

namespace assay::spec {
namespace {

std::vector<Component> read(const std::string& yaml) {
  const Node root = parse_yaml("m: " + yaml, "x");
  Diagnostics diagnostics;
  auto layers = read_layers(root.entries[0].value, testing_support::FakeCatalogue(), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return layers;
}

TEST(Residual, HoldsOneListOfLayers) {
  const auto layers = read("[{residual: [{dense: 3}, relu]}]");
  ASSERT_EQ(layers.size(), 1U);
  EXPECT_EQ(layers[0].kind, "combinator");
  EXPECT_EQ(layers[0].name, "residual");
  ASSERT_EQ(layers[0].branches.size(), 1U);
  EXPECT_EQ(layers[0].branches[0][1].name, "relu");
}

TEST(Parallel, HoldsPathsOfWhichOneMayBeEmpty) {
  const auto layers = read("[{parallel: [[{dense: 3}], []]}]");
  ASSERT_EQ(layers[0].branches.size(), 2U);
  EXPECT_EQ(layers[0].branches[0][0].integer("units"), 3);
  EXPECT_TRUE(layers[0].branches[1].empty());
}

TEST(Combinators, Nest) {
  const auto layers = read("[{residual: [{concat: [[relu], [{residual: [tanh]}]]}]}]");
  EXPECT_EQ(layers[0].branches[0][0].branches[1][0].branches[0][0].name, "tanh");
}

TEST(Combinators, KeepTheirPlace) { EXPECT_EQ(to_string(read("[relu, {residual: [relu]}]")[1].place), "x:1:12"); }

TEST(Combinators, ReportMistakesInside) {
  try {
    read("[{residual: [{dens: 3}]}, {parallel: [[{dense: 0}]]}]");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(std::string(failure.what()).substr(0, 100).find("x:1:18: unknown layer or activation 'dens'"), 0U)
        << failure.what();
    EXPECT_NE(std::string(failure.what()).find("x:1:51: 'units' of layer 'dense' is the number 0"), std::string::npos)
        << failure.what();
  }
}

}  // namespace
}  // namespace assay::spec
