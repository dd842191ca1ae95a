#include "compare/fairness.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::compare {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Question kAccuracy{.metric = "test.accuracy", .by = "model", .baseline = "a"};
const Question kLoss{.metric = "test.loss", .by = "model", .baseline = "a", .larger_is_better = false};

store::Record run(const std::string& model, std::uint64_t seed) {
  store::Record record;
  record.model = model;
  record.seed = seed;
  record.final_values = {{"test.accuracy", 0.9 + 0.001 * static_cast<double>(seed)},
                         {"test.loss", 0.5},
                         {"best.validation.accuracy", 0.9},
                         {"parameters", 100},
                         {"epochs", 10}};
  record.config_leaves = {{"data.source.digits.file", std::string("digits.csv")},
                          {"data.split.order", std::string("sequential")},
                          {"data.target_scale", std::string("none")},
                          {"train.loss", std::string("softmax_cross_entropy")},
                          {"train.optimizer.adam.lr", 0.1}};
  return record;
}

/// Runs of a and b over some seeds; `change` is made to those of b.
std::vector<store::Record> runs(const std::function<void(store::Record&)>& change, std::uint64_t seeds = 8) {
  std::vector<store::Record> all;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    all.push_back(run("a", seed));
    all.push_back(run("b", seed));
    change(all.back());
  }
  return all;
}

std::vector<std::string> cautions_of(const std::vector<store::Record>& all, const Question& question = kAccuracy) {
  return judge(all, question).warnings;
}

TEST(Objections, AreNoneAgainstLevelsOfOneTask) {
  EXPECT_THAT(objections(runs([](auto&) {}), kLoss), IsEmpty());
}

TEST(Objections, NameDifferentData) {
  const auto all = runs([](auto& b) { b.config_leaves[0] = {"data.source.mnist10k.images", std::string("x")}; });
  EXPECT_THAT(objections(all, kAccuracy),
              ElementsAre("the levels of 'model' have different data (a: digits; b: mnist10k): the scores do not "
                          "measure the same"));
}

TEST(Objections, NameDifferentLossesOnlyForALoss) {
  const auto all = runs([](auto& b) { b.config_leaves[3].second = std::string("mse"); });
  EXPECT_THAT(objections(all, kLoss),
              ElementsAre("test.loss is that of different loss functions (a: softmax_cross_entropy; b: mse): the "
                          "scores do not measure the same"));
  EXPECT_THAT(objections(all, kAccuracy), IsEmpty());
}

TEST(Objections, NameDifferentScalesOfTargets) {
  const auto all = runs([](auto& b) { b.config_leaves[2].second = std::string("standard"); });
  EXPECT_THAT(objections(all, kLoss), ElementsAre(HasSubstr("in different scales of the targets")));
}

TEST(Cautions, NameRatesTriedByOneLevelOnly) {
  const auto all = runs([](auto& b) { b.config_leaves[4].second = b.seed < 4 ? 0.1 : 0.01; });
  EXPECT_THAT(cautions_of(all),
              Contains(HasSubstr("learning rates that were tried are not the same (a: 0.1; b: 0.01 and 0.1)")));
  EXPECT_THAT(cautions_of(runs([](auto&) {})), Not(Contains(HasSubstr("learning rates"))));
}

TEST(Cautions, NameUnequalEpochs) {
  EXPECT_THAT(cautions_of(runs([](auto& b) { b.final_values[4].second = 20; })),
              Contains(HasSubstr("unequal numbers of epochs (10 to 20)")));
}

TEST(Cautions, NameAScoreChosenByItself) {
  auto question = kAccuracy;
  question.metric = "best.validation.accuracy";
  EXPECT_THAT(cautions_of(runs([](auto&) {}), question), Contains(HasSubstr("best by this very score")));
}

TEST(SmallTest, NamesWhatTheChoiceOfRowsDoesToAScore) {
  const auto all = runs([](auto&) {});
  auto question = kAccuracy;
  question.smallest_interesting = 0.01;
  const auto findings = judge(all, question);
  const auto told = small_test(all, findings, 100);  // sqrt(0.9 * 0.1 / 100) is 0.03; of 10,000 it is 0.003
  ASSERT_TRUE(told);
  EXPECT_THAT(*told, HasSubstr("the test part of 100 answers is too small: which rows it has moves a score by 0.03"));
  EXPECT_EQ(small_test(all, findings, 10'000), std::nullopt);
  EXPECT_EQ(small_test(all, findings, 0), std::nullopt);
}

TEST(Cautions, TellThatCellsAreNoReplicates) {
  std::vector<store::Record> all;
  for (const char* activation : {"relu", "tanh"})
    for (auto one : runs([](auto&) {})) {
      one.axes = {{"activation", activation}};
      all.push_back(one);
    }
  EXPECT_THAT(cautions_of(all), Contains(HasSubstr("each seed has 2 combinations of other settings")));
}

}  // namespace
}  // namespace assay::compare
