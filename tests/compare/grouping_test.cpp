#include "compare/grouping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::compare {
namespace {

using testing::ElementsAre;

store::Record run(const std::string& model, std::uint64_t seed, double rate = 0.01) {
  store::Record record;
  record.model = model;
  record.seed = seed;
  record.config_leaves = {{"model.name", model},
                          {"data.source.csv.file", std::string("data.csv")},
                          {"train.epochs", std::int64_t{20}},
                          {"train.optimizer.adam.lr", rate}};
  record.environment.data = {{"data.csv", 10, "aaaaaaaaaaaaaaaa"}};
  return record;
}

store::Record on_file(const std::string& file, const std::string& sha256, std::uint64_t seed) {
  auto record = run("a", seed);
  record.config_leaves[1].second = file;
  record.environment.data = {{file, 10, sha256}};
  return record;
}

std::vector<std::string> names_of(const std::vector<store::Record>& runs) {
  std::vector<std::string> names;
  for (const auto& group : group_runs(runs).groups) names.push_back(name_of(group));
  return names;
}

TEST(Group, HoldsRunsThatAgreeInAllButTheSeed) {
  const auto found = group_runs(std::vector{run("a", 0), run("b", 0), run("a", 1)});
  EXPECT_THAT(found.groups[0].runs, ElementsAre(0, 2));
  EXPECT_THAT(found.group_of, ElementsAre(0, 1, 0));
}

store::Record of_fold(std::int64_t fold, std::int64_t repeat, std::uint64_t seed) {
  auto record = run("a", seed);
  record.fold = fold;
  record.repeat = repeat;
  record.config_leaves.emplace_back("data.split.fold", fold);
  record.config_leaves.emplace_back("data.split.repeat", repeat);
  return record;
}

TEST(Group, HoldsTheFoldsOfAConfiguration) {
  const auto found = group_runs(std::vector{of_fold(0, 0, 1), of_fold(1, 0, 1), of_fold(0, 1, 1), of_fold(0, 0, 2)});
  EXPECT_THAT(found.groups[0].runs, ElementsAre(0, 1, 2, 3));
  EXPECT_TRUE(found.repeated.empty());
  EXPECT_EQ(found.groups[0].settings, "");
}

TEST(Group, IsNamedByTheSettingThatDiffers) {
  EXPECT_THAT(names_of({run("a", 0), run("b", 0), run("b", 0, 0.1)}),
              ElementsAre("a", "b (train.optimizer.adam.lr=0.01)", "b (train.optimizer.adam.lr=0.1)"));
}

TEST(Group, IsNamedByASettingThatItHasNot) {
  auto with = run("a", 0);
  with.config_leaves.emplace_back("train.clip.norm", 1.0);
  EXPECT_THAT(names_of({run("a", 0), with}), ElementsAre("a (no train.clip.norm)", "a (train.clip.norm=1)"));
}

TEST(Group, OfManyDifferencesIsNamedByThoseThatTell) {
  auto other = run("a", 0, 0.1);
  for (const char* leaf : {"u", "v", "w", "x"}) other.config_leaves.emplace_back(leaf, std::int64_t{1});
  EXPECT_THAT(names_of({run("a", 0), other}), ElementsAre("a (train.optimizer.adam.lr=0.01, and 4 settings more)",
                                                          "a (train.optimizer.adam.lr=0.1, and 4 settings more)"));
}

TEST(Group, TakesACopyOfADataFileForTheSameData) {
  const auto found = group_runs(std::vector{on_file("data.csv", "aa", 0), on_file("copy.csv", "aa", 1)});
  EXPECT_THAT(found.groups[0].runs, ElementsAre(0, 1));
}

TEST(Group, TellsDataOfOtherBytesApart) {
  EXPECT_THAT(names_of({on_file("data.csv", "aa", 0), on_file("more.csv", "bb", 0)}),
              ElementsAre("a (data.source.csv.file=data.csv)", "a (data.source.csv.file=more.csv)"));
  EXPECT_THAT(names_of({on_file("data.csv", "aa", 0), on_file("data.csv", "bb", 0)}),
              ElementsAre("a (data.source.csv.file=data.csv of SHA-256 aa)",
                          "a (data.source.csv.file=data.csv of SHA-256 bb)"));
}

TEST(Group, CountsNoRunTwiceInWhateverOrderTheyCome) {
  auto failed = on_file("data.csv", "aa", 0);
  failed.status = store::Status::failed;
  auto first = on_file("copy.csv", "aa", 0), second = on_file("data.csv", "aa", 0);
  first.timing.ended = "2026-11-24T10:00:00Z";
  second.timing.ended = "2026-11-24T11:00:00Z";
  const auto found = group_runs(std::vector{failed, second, first});
  EXPECT_THAT(found.groups[0].runs, ElementsAre(2));
  EXPECT_THAT(found.repeated, ElementsAre(0, 1));
  EXPECT_THAT(group_runs(std::vector{first, second, failed}).groups[0].runs, ElementsAre(0));
  EXPECT_EQ(note_of_repeated(found),
            "2 runs say once more what another one says (the same configuration and seed on the same bytes, whatever "
            "the file is called): each counts once");
}

TEST(Group, HoldsRunsOfOneConfigurationWithAnAxisAndWithout) {
  auto swept = run("a", 1);
  swept.axes = {{"lr", "0.01"}};
  const auto found = group_runs(std::vector{run("a", 0), swept});
  ASSERT_EQ(found.groups.size(), 1U);
  EXPECT_EQ(found.groups[0].axes, swept.axes);
}

TEST(Group, KeepsExperimentsApart) {
  auto other = run("a", 0);
  other.experiment = "other";
  EXPECT_EQ(group_runs(std::vector{run("a", 0), other}).groups.size(), 2U);
}

}  // namespace
}  // namespace assay::compare
