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

TEST(ToText, WritesNumbersAsPeopleDo) {
  EXPECT_EQ(to_text(Datum(64.0)), "64");
  EXPECT_EQ(to_text(Datum(0.001)), "0.001");
}

TEST(DifferingSettings, AreThoseThatVary) {
  EXPECT_THAT(differing_settings(std::vector{run(0.1), run(0.2)}), ElementsAre("lr", "train.optimizer.adam.lr"));
  EXPECT_THAT(differing_settings(std::vector{run(0.1), run(0.1)}), IsEmpty());
  EXPECT_THAT(differing_settings(std::vector{run(0.1), run(0.1, "tanh")}), ElementsAre("model.layers.1"));
}

TEST(DifferingSettings, LeaveLayersOutWhereArchitecturesDiffer) {
  auto other = run(0.1);
  other.config_leaves[2].first = "model.layers.1.dense.units";
  EXPECT_THAT(differing_settings(std::vector{run(0.1), other}), IsEmpty());
}

}  // namespace
}  // namespace assay::store
