#include "page/grouping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::page {
namespace {

using testing::ElementsAre;

store::Record run(const std::string& model, std::vector<std::pair<std::string, std::string>> axes, std::uint64_t seed,
                  double score = 0) {
  store::Record record;
  record.model = model;
  record.axes = std::move(axes);
  record.seed = seed;
  record.final_values = {{"test.accuracy", score}};
  return record;
}

TEST(Group, MakesAnArmOfRunsThatDifferInTheirSeed) {
  const std::vector runs{run("a", {}, 0), run("b", {}, 0), run("a", {}, 1)};
  const auto grouping = group(runs);
  ASSERT_EQ(grouping.arms.size(), 2u);
  EXPECT_THAT(grouping.arms[0].runs, ElementsAre(0u, 2u));
  EXPECT_THAT(grouping.arm_of, ElementsAre(0u, 1u, 0u));
}

TEST(Group, NamesArmsByWhatVaries) {
  const std::vector runs{run("a", {{"activation", "relu"}, {"width", "8"}, {"rate", "0.1"}}, 0),
                         run("a", {{"activation", "tanh"}, {"width", "16"}, {"rate", "0.1"}}, 0)};
  const auto grouping = group(runs);
  EXPECT_EQ(grouping.arms[0].label, "relu width=8");
  EXPECT_EQ(grouping.arms[1].label, "tanh width=16");
}

TEST(Group, PutsAModelWithoutTheAxisAtNoLevel) {
  const std::vector runs{run("a", {{"width", "8"}}, 0), run("a", {{"width", "16"}}, 0), run("b", {}, 0)};
  const auto grouping = group(runs);
  EXPECT_THAT(grouping.arms[2].levels, ElementsAre(1, -1));
  EXPECT_EQ(grouping.arms[2].label, "b");
}

TEST(Group, HasTheModelAsDimensionWhereNothingVaries) {
  const std::vector runs{run("a", {}, 0)};
  const auto grouping = group(runs);
  ASSERT_EQ(grouping.dimensions.size(), 1u);
  EXPECT_EQ(grouping.dimensions[0].name, "model");
  EXPECT_EQ(grouping.arms[0].label, "a");
}

TEST(Typical, IsTheRunNextToTheMedianAndNotTheBest) {
  const std::vector runs{run("a", {}, 0, 0.9), run("a", {}, 1, 0.1), run("a", {}, 2, 0.5), run("a", {}, 3, 0.6)};
  EXPECT_EQ(typical(group(runs).arms[0], runs, "test.accuracy"), &runs[2]);
}

TEST(Typical, IsNoRunThatDidNotFinish) {
  std::vector runs{run("a", {}, 0, 0.5), run("a", {}, 1, 0.4)};
  runs[1].status = store::Status::diverged;
  EXPECT_EQ(typical(group(runs).arms[0], runs, "test.accuracy"), &runs[0]);
  runs[0].status = store::Status::crashed;
  EXPECT_EQ(typical(group(runs).arms[0], runs, "test.accuracy"), nullptr);
}

}  // namespace
}  // namespace assay::page
