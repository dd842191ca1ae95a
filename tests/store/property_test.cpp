#include "store/property.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Record run(double lr, const std::string& layer = "relu") {
  Record record;
  record.model = "fnn";
  record.id = "3f2a";
  record.seed = 7;
  record.axes = {{"lr", lr == 0.1 ? "0.1" : "0.2"}};
  record.final_values = {{"test.loss", 0.5}};
  record.config_leaves = {{"model.name", std::string("fnn")},
                          {"model.layers.0.dense.units", std::int64_t{64}},
                          {"model.layers.1", layer},
                          {"train.optimizer.adam.lr", lr}};
  return record;
}

TEST(Property, FindsWhatARunHasByItsName) {
  EXPECT_EQ(property(run(0.1), "run"), Datum("fnn-3f2a"));
  EXPECT_EQ(property(run(0.1), "seed"), Datum(7.0));
  EXPECT_EQ(property(run(0.1), "lr"), Datum(0.1));
  EXPECT_EQ(property(run(0.1), "test.loss"), Datum(0.5));
  EXPECT_EQ(property(run(0.1), "model.layers.0.dense.units"), Datum(64.0));
  EXPECT_EQ(property(run(0.1), "model.layers.0"), Datum("dense"));
  EXPECT_EQ(property(run(0.1), "tset.loss"), std::nullopt);
}

TEST(Property, KnowsTheFoldOfARunOfFoldsOnly) {
  Record folded = run(0.1);
  folded.fold = 2;
  folded.repeat = 1;
  EXPECT_EQ(property(folded, "fold"), Datum(2.0));
  EXPECT_EQ(property(folded, "repeat"), Datum(1.0));
  EXPECT_THAT(property_names(std::vector{folded}), testing::Contains("fold"));
  EXPECT_EQ(property(run(0.1), "fold"), std::nullopt);
  EXPECT_THAT(property_names(std::vector{run(0.1)}), testing::Not(testing::Contains("fold")));
}

// An axis may be called so where there are no folds.
TEST(Property, LeavesFoldToAnAxisWhereThereAreNoFolds) {
  Record other = run(0.1);
  other.axes = {{"fold", "5"}};
  EXPECT_EQ(property(other, "fold"), Datum(5.0));
}

TEST(ToText, WritesNumbersAsPeopleDo) {
  EXPECT_EQ(to_text(Datum(64.0)), "64");
  EXPECT_EQ(to_text(Datum(0.001)), "0.001");
}

TEST(DifferingSettings, AreThoseThatVary) {
  EXPECT_THAT(differing_settings(std::vector{run(0.1), run(0.2)}), ElementsAre("lr", "train.optimizer.adam.lr"));
  EXPECT_THAT(differing_settings(std::vector{run(0.1), run(0.1)}), IsEmpty());
  EXPECT_THAT(differing_settings(std::vector{run(0.1), run(0.1, "tanh")}), ElementsAre("model.layers.1"));
}

TEST(DifferingSettings, LeaveOutWhichFoldItIs) {
  auto first = run(0.1), second = run(0.1);
  first.config_leaves.emplace_back("data.split.fold", std::int64_t{0});
  second.config_leaves.emplace_back("data.split.fold", std::int64_t{1});
  EXPECT_THAT(differing_settings(std::vector{first, second}), IsEmpty());
}

TEST(DifferingSettings, LeaveLayersOutWhereArchitecturesDiffer) {
  auto other = run(0.1);
  other.config_leaves[2].first = "model.layers.1.dense.units";
  EXPECT_THAT(differing_settings(std::vector{run(0.1), other}), IsEmpty());
}

}  // namespace
}  // namespace assay::store
