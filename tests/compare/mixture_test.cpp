#include "compare/mixture.hpp"

#include <algorithm>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compare/verdict.hpp"

namespace assay::compare {
namespace {

using Leaf = std::pair<std::string, h5::Attribute>;

const Question kLoss{.metric = "test.loss", .by = "model", .baseline = "a", .larger_is_better = false};
const Question kAccuracy{.metric = "test.accuracy", .by = "model", .baseline = "a"};

store::Record run(const std::string& model, std::uint64_t seed, std::vector<Leaf> leaves, double score = 0.5) {
  store::Record record;
  record.model = model;
  record.seed = seed;
  record.config_leaves = std::move(leaves);
  record.config_leaves.insert(record.config_leaves.begin(), {"model.name", model});
  record.final_values = {{"test.loss", score}, {"test.accuracy", score}};
  return record;
}

void add(std::vector<store::Record>& runs, const std::string& model, std::uint64_t seeds,
         const std::vector<Leaf>& leaves) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) runs.push_back(run(model, seed, leaves));
}

std::optional<std::string> mixture_of(const std::vector<store::Record>& runs, const Question& question = kLoss) {
  return mixture(design_of(runs, group_runs(runs).groups, question), question);
}

const Leaf kSlow{"train.optimizer.adam.lr", 0.01}, kFast{"train.optimizer.adam.lr", 0.1};

TEST(Mixture, IsNoneWhereEachLevelHasOneSetting) {
  std::vector<store::Record> runs;
  add(runs, "a", 3, {kSlow});
  add(runs, "b", 3, {kFast});
  EXPECT_EQ(mixture_of(runs), std::nullopt);
}

TEST(Mixture, IsNoneWhereAllLevelsHaveAllSettingsOnAllSeeds) {
  std::vector<store::Record> runs;
  for (const char* model : {"a", "b"})
    for (const auto& rate : {kSlow, kFast}) add(runs, model, 3, {rate});
  EXPECT_EQ(mixture_of(runs), std::nullopt);
}

TEST(Mixture, OfSettingsThatOneLevelHasNotIsRefusedWithTheChoice) {
  std::vector<store::Record> runs;
  add(runs, "a", 3, {kSlow});
  for (const auto& rate : {kSlow, kFast}) add(runs, "b", 3, {rate});
  EXPECT_EQ(mixture_of(runs),
            "the runs of each model are not of the same settings (a: train.optimizer.adam.lr=0.01 (3 seeds); b: "
            "train.optimizer.adam.lr=0.01 (3 seeds) and train.optimizer.adam.lr=0.1 (3 seeds)): a difference between "
            "them would be one of settings, too\nchoose one with -F 'train.optimizer.adam.lr = 0.01'");
}

TEST(Mixture, OfSettingsOnOtherSeedsIsRefusedWithTheChoice) {
  std::vector<store::Record> runs;
  for (const char* model : {"a", "b"}) {
    add(runs, model, 6, {{"train.epochs", std::int64_t{20}}});
    add(runs, model, 3, {{"train.epochs", std::int64_t{5}}});
  }
  EXPECT_EQ(mixture_of(runs),
            "the runs of each model are not of the same settings (a: train.epochs=20 (6 seeds) and train.epochs=5 (3 "
            "seeds); b: train.epochs=20 (6 seeds) and train.epochs=5 (3 seeds)): a difference between them would be "
            "one of settings, too\nchoose one with -F 'train.epochs = 20' or -F 'train.epochs = 5'");
}

TEST(Mixture, OfTwoArchitecturesUnderOneNameIsRefusedWithTheChoiceForThatModel) {
  std::vector<store::Record> runs;
  add(runs, "a", 3, {{"model.layers.0.dense.units", std::int64_t{3}}});
  for (const std::int64_t units : {8, 16}) add(runs, "b", 3, {{"model.layers.0.dense.units", units}});
  const auto mixed = mixture_of(runs, kAccuracy);
  ASSERT_TRUE(mixed);
  EXPECT_THAT(*mixed, testing::EndsWith("choose one with -F 'not model = b or model.layers.0.dense.units = 8' or -F "
                                        "'not model = b or model.layers.0.dense.units = 16'"));
}

TEST(Mixture, OfLossesIsRefusedForTheLossOnly) {
  std::vector<store::Record> runs;
  for (const char* model : {"a", "b"})
    for (const double smoothing : {0.0, 0.1})
      add(runs, model, 3, {{"train.loss.softmax_cross_entropy.label_smoothing", smoothing}});
  const auto mixed = mixture_of(runs);
  ASSERT_TRUE(mixed);
  EXPECT_THAT(*mixed,
              testing::StartsWith("the runs are of different loss functions, of which test.loss is one's (a: "));
  EXPECT_THAT(*mixed, testing::EndsWith("choose one with -F 'train.loss.softmax_cross_entropy.label_smoothing = 0' or "
                                        "-F 'train.loss.softmax_cross_entropy.label_smoothing = 0.1'"));
  EXPECT_EQ(mixture_of(runs, kAccuracy), std::nullopt);
}

TEST(Mixture, OfDataIsRefusedForEveryMetric) {
  std::vector<store::Record> runs;
  for (const char* model : {"a", "b"})
    for (const char* file : {"one.csv", "two.csv"})
      for (std::uint64_t seed = 0; seed < 3; ++seed) {
        runs.push_back(run(model, seed, {{"data.source.csv.file", std::string(file)}}));
        runs.back().environment.data = {{file, 1, std::string("sha of ") + file}};
      }
  const auto mixed = mixture_of(runs, kAccuracy);
  ASSERT_TRUE(mixed);
  EXPECT_THAT(*mixed, testing::EndsWith("choose one with -F 'data.source.csv.file = one.csv' or -F "
                                        "'data.source.csv.file = two.csv'"));
}

/// Each seed's two runs are averaged, whatever comes last.
TEST(Judge, AveragesSettingsThatAllLevelsHaveInAnyOrder) {
  std::vector<store::Record> runs;
  for (std::uint64_t seed = 0; seed < 6; ++seed)
    for (const auto& [model, rate, score] :
         {std::tuple{"a", kSlow, 0.1}, {"a", kFast, 0.3}, {"b", kSlow, 0.4}, {"b", kFast, 0.8}})
      runs.push_back(run(model, seed, {rate}, score + 0.01 * static_cast<double>(seed)));
  const auto forwards = judge(runs, kAccuracy).comparisons[0];
  std::ranges::reverse(runs);
  const auto backwards = judge(runs, kAccuracy).comparisons[0];
  for (const auto& b : {forwards, backwards}) {
    EXPECT_EQ(b.pairs, 6U);
    EXPECT_EQ(b.cells, 2U);
    EXPECT_NEAR(b.difference.mean, 0.4, 1e-14);  // rounding of a few additions
  }
}

TEST(Judge, ComparesOnlyCombinationsThatBothLevelsHave) {
  std::vector<store::Record> runs;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const double noise = 0.01 * static_cast<double>(seed);
    for (const auto& [model, activation, score] :
         {std::tuple{"a", "relu", 0.1}, {"a", "tanh", 0.3}, {"b", "tanh", 0.4}}) {
      runs.push_back(run(model, seed, {{"activation", std::string(activation)}}, score + noise));
      runs.back().axes = {{"activation", activation}};
    }
  }
  const auto findings = judge(runs, kAccuracy);
  EXPECT_EQ(findings.comparisons[0].pairs, 6U);
  EXPECT_NEAR(findings.comparisons[0].difference.mean, 0.1, 1e-14);
  EXPECT_THAT(findings.warnings,
              testing::Contains("b and a have not the same combinations of other settings: only those that both have "
                                "are compared"));
}

}  // namespace
}  // namespace assay::compare
