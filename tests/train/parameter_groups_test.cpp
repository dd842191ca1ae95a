#include "train/parameter_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "components.hpp"
#include "spec/group_section.hpp"

namespace assay::train {
namespace {

using testing::ElementsAre;

std::vector<spec::ParameterGroup> groups(const std::string& yaml, const std::string& optimizer = "adam") {
  const auto root = spec::parse_yaml("groups: " + yaml, "test");
  Diagnostics diagnostics;
  auto read = spec::read_groups(root.find("groups"), testing_support::component(optimizer, "optimizer"),
                                testing_support::plugins(), diagnostics);
  diagnostics.finish(ExitCode::experiment);
  return read;
}

const std::vector<model::Extent> kExtents{
    {"0.weight", 0, 16}, {"0.bias", 16, 8}, {"2.weight", 24, 32}, {"2.bias", 56, 8}};

Division division(const std::string& yaml, const std::string& prefix = "") {
  const auto read = groups(yaml);
  return divide(kExtents, prefix, testing_support::component("adam", "optimizer"), read);
}

std::string problem(const std::string& yaml) {
  try {
    check_groups(groups(yaml), {"0.weight", "0.bias", "2.weight", "2.bias"});
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "";
}

TEST(ParameterGroups, LeaveOnePieceWhereThereAreNone) {
  const auto whole = divide(kExtents, "", testing_support::component("adam", "optimizer"), {});
  ASSERT_EQ(whole.pieces.size(), 1U);
  EXPECT_EQ(whole.pieces[0].begin, 0U);
  EXPECT_EQ(whole.pieces[0].size, 64U);
  EXPECT_EQ(whole.optimizers.size(), 1U);
}

TEST(ParameterGroups, JoinNeighboursThatAreTreatedAlike) {
  const auto divided = division("[{match: \"0.*\", rate: 0.1}]");
  ASSERT_EQ(divided.pieces.size(), 2U);
  EXPECT_EQ(divided.pieces[0].size, 24U);
  EXPECT_EQ(divided.pieces[0].rate, 0.1);
  EXPECT_EQ(divided.pieces[1].rate, 1);
}

TEST(ParameterGroups, GiveOneOptimizerToAllWithTheSameSettings) {
  const auto divided = division("[{match: \"*.bias\", weight_decay: 0.5}]");
  ASSERT_EQ(divided.optimizers.size(), 2U);
  EXPECT_EQ(divided.optimizers[1].real("weight_decay"), 0.5);
  EXPECT_EQ(divided.optimizers[0].real("weight_decay"), 0);
  std::vector<std::size_t> used;
  for (const auto& piece : divided.pieces) used.push_back(piece.optimizer);
  EXPECT_THAT(used, ElementsAre(0, 1, 0, 1));
}

TEST(ParameterGroups, AddUpAndLetTheLastOneCount) {
  const auto divided =
      division("[{match: \"*.bias\", weight_decay: 0.5, rate: 2}, {match: [0.bias, 2.weight], rate: 3}]");
  EXPECT_EQ(divided.pieces[1].rate, 3);  // 0.bias
  EXPECT_EQ(divided.pieces[1].optimizer, 1U);
  EXPECT_EQ(divided.pieces[3].rate, 2);  // 2.bias
}

TEST(ParameterGroups, LeaveFrozenParametersOut) {
  const auto divided = division("[{match: \"2.*\", freeze: true}]");
  ASSERT_EQ(divided.pieces.size(), 1U);
  EXPECT_EQ(divided.pieces[0].size, 24U);
  EXPECT_THAT(divided.frozen, ElementsAre("2.weight", "2.bias"));
}

TEST(ParameterGroups, ThawWhatAnEarlierGroupFroze) {
  EXPECT_THAT(division("[{match: \"*\", freeze: true}, {match: 2.bias, freeze: false}]").frozen,
              ElementsAre("0.weight", "0.bias", "2.weight"));
}

TEST(ParameterGroups, SeeTheNetworksPrefix) {
  EXPECT_EQ(division("[{match: \"generator.*\", rate: 0.1}]", "generator.").pieces[0].rate, 0.1);
  EXPECT_EQ(division("[{match: \"generator.*\", rate: 0.1}]", "discriminator.").pieces[0].rate, 1);
}

TEST(ParameterGroups, MustMatchSomething) {
  EXPECT_EQ(problem("[{match: \"1.*\", rate: 0.1}]"), "test:1:18: no parameter is called '1.*'; did you mean '0.*'?");
  EXPECT_EQ(problem("[{match: \"*.biass\", rate: 0.1}]"),
            "test:1:18: no parameter is called '*.biass'; did you mean '*.bias'?");
  EXPECT_EQ(problem("[{match: [\"*.bias\", something], rate: 0.1}]"),
            "test:1:29: no parameter is called 'something'; there are 0.bias, 0.weight, 2.bias and 2.weight");
}

TEST(ParameterGroups, CannotSetWhatAnotherOptimizerLacks) {
  const auto read = groups("[{match: \"*\", momentum: 0.5}]", "sgd");
  try {
    divide(kExtents, "", testing_support::component("adam", "optimizer"), read);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::experiment);
    EXPECT_STREQ(failure.what(), "test:1:33: a group sets 'momentum', which optimizer 'adam' does not have");
  }
}

}  // namespace
}  // namespace assay::train
