#include "spec/layers.hpp"

#include <gtest/gtest.h>

#include "fake_catalogue.hpp"
#include "spec/canonical.hpp"
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

TEST(Product, HoldsPaths) {
  const auto layers = read("[{product: [[{dense: 3}, tanh], [{dense: 3}]]}]");
  EXPECT_EQ(layers[0].name, "product");
  ASSERT_EQ(layers[0].branches.size(), 2U);
  EXPECT_EQ(layers[0].branches[0][1].name, "tanh");
}

TEST(List, IsALayerWithinTheList) {
  const auto layers = read("[relu, [{dense: 3}, [tanh]]]");
  ASSERT_EQ(layers[1].name, kList);
  EXPECT_EQ(layers[1].branches[0][0].integer("units"), 3);
  EXPECT_EQ(layers[1].branches[0][1].branches[0][0].name, "tanh");
  EXPECT_EQ(to_string(layers[1].place), "x:1:11");
}

TEST(Repeat, IsAListOfSoManyLists) {
  const auto layers = read("[{repeat: {times: 3, layers: [{dense: 3}, relu]}}]");
  const auto written_out = read("[[[{dense: 3}, relu], [{dense: 3}, relu], [{dense: 3}, relu]]]");
  EXPECT_EQ(to_yaml(canonical(layers[0])), to_yaml(canonical(written_out[0])));
}

TEST(Repeat, PutsEachRowOfValuesIn) {
  const auto layers = read("[{repeat: {over: {u: [1, 2], f: [relu, tanh]}, layers: [{dense: $u}, {residual: [$f]}]}}]");
  const auto written_out = read("[[[{dense: 1}, {residual: [relu]}], [{dense: 2}, {residual: [tanh]}]]]");
  EXPECT_EQ(to_yaml(canonical(layers[0])), to_yaml(canonical(written_out[0])));
}

TEST(Repeat, NestsWithValuesOfItsOwn) {
  const auto layers =
      read("[{repeat: {over: {u: [1, 2]}, layers: [{repeat: {over: {v: [$u, 5]}, layers: [{dense: $v}]}}]}}]");
  const auto written_out = read("[[[[[{dense: 1}], [{dense: 5}]]], [[[{dense: 2}], [{dense: 5}]]]]]");
  EXPECT_EQ(to_yaml(canonical(layers[0])), to_yaml(canonical(written_out[0])));
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
