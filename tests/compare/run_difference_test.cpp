#include "compare/run_difference.hpp"

#include <gtest/gtest.h>

#include "store/example_record.hpp"

namespace assay::compare {
namespace {

using store::example_record;

const RunDifference::Weights& of(const RunDifference& found, const std::string& name) {
  for (const auto& weights : found.weights)
    if (weights.name == name) return weights;
  throw std::out_of_range(name);
}

TEST(RunDifference, OfARunWithItselfIsNone) {
  const auto found = difference(example_record(), example_record());
  EXPECT_TRUE(found.same_results);
  EXPECT_TRUE(found.settings.empty());
  EXPECT_TRUE(found.environment.empty());
  for (const auto& weights : found.weights) EXPECT_EQ(weights.distance, 0.0) << weights.name;
}

TEST(RunDifference, NamesSettingsThatDiffer) {
  auto other = example_record();
  other.seed = 8;
  other.config_leaves[1].second = 0.01;
  const auto found = difference(example_record(), other);
  std::map<std::string, std::pair<std::string, std::string>> settings;
  for (const auto& text : found.settings) settings[text.name] = {text.a, text.b};
  EXPECT_EQ(settings.at("seed"), std::pair(std::string("7"), std::string("8")));
  EXPECT_EQ(settings.at("train.optimizer.adam.lr"), std::pair(std::string("0.001"), std::string("0.01")));
}

TEST(RunDifference, MeasuresHowFarWeightsLieApart) {
  auto a = example_record(), b = example_record();
  a.weights = {{"0.bias", {{2}, std::vector<float>{3, 4}}}};
  b.weights = {{"0.bias", {{2}, std::vector<float>{3, 6}}}};
  const auto found = difference(a, b);
  EXPECT_DOUBLE_EQ(*of(found, "0.bias").distance, 2);
  EXPECT_DOUBLE_EQ(*of(found, "0.bias").size, 5);
  EXPECT_FALSE(found.same_results);
}

TEST(RunDifference, HasNoDistanceBetweenOtherShapes) {
  auto a = example_record(), b = example_record();
  a.weights = {{"0.bias", {{2}, std::vector<float>{3, 4}}}, {"1.bias", {{1}, std::vector<float>{1}}}};
  b.weights = {{"0.bias", {{3}, std::vector<float>{3, 4, 5}}}};
  const auto found = difference(a, b);
  EXPECT_FALSE(of(found, "0.bias").distance.has_value());
  EXPECT_FALSE(of(found, "1.bias").distance.has_value());
  EXPECT_EQ(of(found, "1.bias").shape_b, "");
}

}  // namespace
}  // namespace assay::compare
