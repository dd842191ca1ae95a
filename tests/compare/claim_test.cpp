#include "compare/claim.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::compare {
namespace {

using testing::HasSubstr;

using Leaves = std::vector<std::pair<std::string, h5::Attribute>>;

const Question kTest{.metric = "test.accuracy", .by = "model", .baseline = "a"};

Question of_metric(const char* metric) {
  Question question = kTest;
  question.metric = metric;
  return question;
}

Question about_these_rows() {
  Question question = kTest;
  question.about = About::these_rows;
  return question;
}

/// Of a file's rows; `more` is said of the split.
std::vector<store::Record> run_of(const char* order, const Leaves& more = {}) {
  store::Record run;
  run.config_leaves = {{"data.source.csv.file", std::string("a.csv")},
                       {"data.split.order", std::string(order)},
                       {"data.split.train", .7},
                       {"data.split.validation", .15},
                       {"data.split.test", .15}};
  run.config_leaves.insert(run.config_leaves.end(), more.begin(), more.end());
  run.environment.data = {{"a.csv", 1, "00"}};
  return {run};
}

TEST(Claim, OfAShuffledFileIsAboutNewDataWithTheErrorOfResplits) {
  const Claim claim = claim_of(run_of("shuffled"), kTest);
  EXPECT_EQ(claim.basis, Basis::resplits);
  EXPECT_DOUBLE_EQ(claim.overlap, .15 / .7);
  EXPECT_EQ(sentence(claim),
            "new data of this kind: seeds divide the same rows anew, and the error counts what they share (0.21 test "
            "rows a training row; Nadeau & Bengio 2003)");
}

TEST(Claim, CountsTheOverlapOfThePartThatIsMeasured) {
  const auto runs = run_of("shuffled", {{"data.split.validation", .3}});
  EXPECT_DOUBLE_EQ(claim_of(run_of("shuffled"), of_metric("best.validation.loss")).overlap, .15 / .7);
}

TEST(Claim, AboutTheseRowsHasNoOverlap) {
  const Claim claim = claim_of(run_of("shuffled"), about_these_rows());
  EXPECT_EQ(claim.overlap, 0);
  EXPECT_FALSE(claim.of_new_data);
  EXPECT_THAT(sentence(claim), HasSubstr("these rows, divided anew"));
}

TEST(Claim, OfDataThatEachSeedDrawsIsAboutNewData) {
  auto runs = run_of("shuffled");
  runs[0].environment.data.clear();
  runs[0].config_leaves[0] = {"data.source.ring.modes", 8.0};
  for (const auto& question : {kTest, about_these_rows(), of_metric("train.loss")}) {
    const Claim claim = claim_of(runs, question);
    EXPECT_EQ(claim.basis, Basis::drawn);
    EXPECT_TRUE(claim.of_new_data);
    EXPECT_EQ(claim.overlap, 0);
  }
}

TEST(Claim, OfGivenRowsIsNotOfDrawnOnes) {
  auto runs = run_of("shuffled");
  runs[0].environment.data.clear();
  runs[0].config_leaves[0] = {"data.source.logic.function", std::string("xor")};
  EXPECT_EQ(claim_of(runs, of_metric("train.loss")).basis, Basis::training);
}

TEST(Claim, OfOneTestPartIsAboutItsRows) {
  for (const auto& runs : {run_of("sequential"), run_of("shuffled", {{"data.split.seed", 7.0}}),
                           run_of("shuffled", {{"data.split.by", std::string("part")}})}) {
    const Claim claim = claim_of(runs, kTest);
    EXPECT_EQ(claim.basis, Basis::fixed);
    EXPECT_FALSE(claim.of_new_data);
    EXPECT_EQ(sentence(claim), "these test rows, which every seed is measured on; other rows may say otherwise");
  }
}

std::vector<store::Record> folds(int number, int repeats) {
  std::vector<store::Record> runs;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    runs.push_back(run_of("shuffled", {{"data.split.folds", double(number)}}).front());
    runs.back().fold = 0;
    runs.back().repeat = repeat;
  }
  return runs;
}

TEST(Claim, OfFoldsHasTheOverlapOfTheirNumber) {
  const Claim claim = claim_of(folds(10, 3), kTest);
  EXPECT_EQ(claim.basis, Basis::folds);
  EXPECT_DOUBLE_EQ(claim.overlap, 1.0 / 9);
  EXPECT_STREQ(replicate_of(claim), "fold");
  EXPECT_THAT(sentence(claim), HasSubstr("10 folds of the same rows, 3 times"));
}

TEST(Claim, OfWindowsIsAboutLaterRows) {
  const Claim claim = claim_of(
      run_of("sequential", {{"data.split.folds", 4.0}, {"data.split.window", std::string("expanding")}}), kTest);
  EXPECT_EQ(claim.basis, Basis::folds);
  EXPECT_DOUBLE_EQ(claim.overlap, (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4) / 4);
  EXPECT_THAT(sentence(claim), HasSubstr("later rows of this kind: 4 windows"));
}

TEST(Claim, OfFiveTimesTwoFoldsHasItsOwnTest) {
  const Claim claim = claim_of(folds(2, 5), kTest);
  EXPECT_EQ(claim.basis, Basis::five_by_two);
  EXPECT_EQ(claim.overlap, 0);
}

TEST(Claim, OfAScoreOnTrainingRowsIsNoneOfOthers) {
  const Claim claim = claim_of(run_of("shuffled"), of_metric("train.loss"));
  EXPECT_EQ(claim.basis, Basis::training);
  EXPECT_FALSE(claim.of_new_data);
}

}  // namespace
}  // namespace assay::compare
