#include "compare/verdict.hpp"

#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <assay/random.hpp>

namespace assay::compare {
namespace {

using testing::Contains;
using testing::HasSubstr;

store::Record run(const std::string& model, std::uint64_t seed, double score) {
  store::Record record;
  record.model = model;
  record.seed = seed;
  record.final_values = {{"test.accuracy", score}, {"parameters", 100}, {"epochs", 10}};
  return record;
}

const Question kByModel{.metric = "test.accuracy", .by = "model", .baseline = "a"};

/// Runs of a and b with the given scores, seed by seed.
std::vector<store::Record> pairs(const std::vector<std::pair<double, double>>& scores) {
  std::vector<store::Record> runs;
  for (std::size_t seed = 0; seed < scores.size(); ++seed) {
    runs.push_back(run("a", seed, scores[seed].first));
    runs.push_back(run("b", seed, scores[seed].second));
  }
  return runs;
}

const std::vector<std::pair<double, double>> kSpread{{0.1, 0.3},  {0.5, 0.71}, {0.9, 1.1},
                                                     {0.3, 0.52}, {0.7, 0.9},  {0.2, 0.4}};

std::string words_of(const Findings& findings) { return words(findings.comparisons[0], findings.claim); }

TEST(Judge, PairsRunsOfTheSameSeed) {
  auto question = kByModel;
  question.smallest_interesting = 0.05;
  const auto findings = judge(pairs(kSpread), question);  // unpaired, the spread would hide the difference
  ASSERT_EQ(findings.comparisons.size(), 1U);
  const auto& b = findings.comparisons[0];
  EXPECT_EQ(b.level, "b");
  EXPECT_EQ(b.pairs, 6U);
  EXPECT_NEAR(b.difference.mean, 1.23 / 6, 1e-15);  // roundings of six additions
  EXPECT_EQ(words(b, findings.claim), "better");
  EXPECT_EQ(b.superiority, 1);
}

TEST(Judge, PairsFoldsAndAveragesTheSeedsOfEach) {
  std::vector<store::Record> runs;
  for (std::int64_t repeat = 0; repeat < 2; ++repeat)
    for (std::int64_t fold = 0; fold < 3; ++fold)
      for (std::uint64_t seed = 0; seed < 2; ++seed)
        for (const char* model : {"a", "b"}) {
          const double hard = 0.1 * static_cast<double>(fold + repeat), luck = seed == 0 ? 0.25 : -0.25;
          runs.push_back(run(model, seed, 0.5 + hard + (*model == 'b' ? 0.125 + luck : 0)));
          runs.back().fold = fold;
          runs.back().repeat = repeat;
        }
  const auto b = judge(runs, kByModel).comparisons.at(0);
  EXPECT_EQ(b.pairs, 6U);
  EXPECT_NEAR(b.difference.mean, 0.125, 1e-15);
  EXPECT_NEAR(b.difference.deviation, 0, 1e-15);
}

// The mean of fewer seeds is another quantity than that of the other folds.
TEST(Judge, LeavesAFoldOutThatLacksASeed) {
  std::vector<store::Record> runs;
  for (std::int64_t fold = 0; fold < 3; ++fold)
    for (std::uint64_t seed = 0; seed < 2; ++seed)
      for (const char* model : {"a", "b"}) {
        if (*model == 'b' && fold == 1 && seed == 1) continue;
        runs.push_back(run(model, seed, 0.5));
        runs.back().fold = fold;
        runs.back().repeat = 0;
      }
  const auto findings = judge(runs, kByModel);
  EXPECT_EQ(findings.comparisons.at(0).pairs, 2U);
  EXPECT_EQ(findings.comparisons.at(0).missing, 1U);
}

TEST(Words, NameTheClaimsReplicates) {
  Comparison c{.level = "b", .verdict = Verdict::undecided, .seeds_needed = 40};
  EXPECT_EQ(words(c, {.basis = Basis::folds}), "undecided (about 40 folds would decide)");
  c.is_exhausted = true;
  EXPECT_EQ(words(c, {.basis = Basis::resplits}), "undecided (no number of seeds decides this)");
}

TEST(Judge, CallsMoreWorseWhereLessIsBetter) {
  auto question = kByModel;
  question.larger_is_better = false;
  question.smallest_interesting = 0.05;
  EXPECT_EQ(words_of(judge(pairs(kSpread), question)), "worse");
}

TEST(Judge, CallsDifferencesThatDoNotMatterEquivalent) {
  auto question = kByModel;
  question.smallest_interesting = 0.5;
  EXPECT_EQ(words_of(judge(pairs(kSpread), question)), "equivalent");
}

TEST(Judge, TakesHalfTheBaselinesDeviationForWhatMatters) {
  const auto findings = judge(pairs({{1, 2}, {2, 1}, {3, 3}}), kByModel);
  EXPECT_EQ(findings.smallest_interesting, 0.5);
}

TEST(Judge, SaysHowManySeedsWouldDecide) {
  const auto findings = judge(pairs({{1, 2}, {2, 1}, {3, 4}, {4, 3}, {1, 3}, {5, 5}}), kByModel);
  EXPECT_EQ(findings.comparisons[0].verdict, Verdict::undecided);
  EXPECT_THAT(words_of(findings), testing::MatchesRegex("undecided \\(about [0-9]+ seeds would decide\\)"));
}

TEST(Judge, AveragesOtherAxesWithinASeed) {
  std::vector<store::Record> runs;
  for (std::uint64_t seed = 0; seed < 6; ++seed)
    for (const auto& [model, activation, score] :
         {std::tuple{"a", "relu", 0.1}, {"a", "tanh", 0.3}, {"b", "relu", 0.4}, {"b", "tanh", 0.6}}) {
      runs.push_back(run(model, seed, score + 0.01 * static_cast<double>(seed)));
      runs.back().axes = {{"activation", activation}};
    }
  const auto b = judge(runs, kByModel).comparisons[0];
  EXPECT_EQ(b.pairs, 6U);  // not 12
  EXPECT_NEAR(b.difference.mean, 0.3, 1e-14);
}

TEST(Judge, ComparesOnlyCompletePairsAndSaysSo) {
  auto runs = pairs(kSpread);
  runs[1].status = store::Status::diverged;
  const auto findings = judge(runs, kByModel);
  EXPECT_EQ(findings.comparisons[0].pairs, 5U);
  EXPECT_EQ(findings.comparisons[0].missing, 1U);
  EXPECT_THAT(findings.warnings,
              Contains(HasSubstr("1 of 12 runs have no score (failed or diverged; 95 % interval 0 to 38 %)")));
}

TEST(Judge, WarnsThatFivePairsAreTooFewForTheSignedRankTest) {
  EXPECT_THAT(judge(pairs({{1, 2}, {2, 1}, {3, 3}}), kByModel).warnings, Contains(HasSubstr("fewer than 6 pairs")));
}

TEST(Judge, WarnsOfUnequalParameters) {
  auto runs = pairs(kSpread);
  for (auto& one : runs)
    if (one.model == "b") one.final_values[1].second = 200;
  EXPECT_THAT(judge(runs, kByModel).warnings, Contains(HasSubstr("unequal numbers of parameters (100 to 200)")));
}

TEST(Judge, KeepsTheDifferencesBySeed) {
  const auto c = judge(pairs({{1, 2}, {2, 1}, {3, 3}}), kByModel).comparisons[0];
  EXPECT_THAT(c.differences, testing::ElementsAre(1, -1, 0));
  EXPECT_EQ(bootstrap_of(c), std::nullopt);  // fewer than 10 pairs
}

TEST(BootstrapOf, IsGivenFromTenPairsOn) {
  std::vector<std::pair<double, double>> scores;
  for (int i = 0; i < 10; ++i) scores.emplace_back(i, i + 1 + 0.1 * i);
  const auto interval = bootstrap_of(judge(pairs(scores), kByModel).comparisons[0]);
  ASSERT_TRUE(interval);
  EXPECT_GT(interval->low, 1);
  EXPECT_LT(interval->high, 1.9);
}

TEST(Judge, DoesNotRankAnotherTask) {
  auto runs = pairs(kSpread);
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    runs.push_back(run("gan", seed, 0));
    runs.back().final_values = {{"test.high_quality", 0.9}};
  }
  const auto findings = judge(runs, kByModel);
  EXPECT_EQ(findings.comparisons.size(), 1U);
  EXPECT_THAT(findings.unscored, testing::ElementsAre("gan"));
  EXPECT_THAT(findings.warnings, Contains(HasSubstr("gan has no test.accuracy: another task")));
}

TEST(Judge, WithOnePairSaysTooFewSeeds) { EXPECT_EQ(words_of(judge(pairs({{1, 2}}), kByModel)), "too few seeds"); }

/// Scores of five arms over n seeds; arm "b" is better by `effect` deviations of the paired difference.
std::vector<store::Record> sweep(Random& random, std::uint64_t seeds, bool skewed, double effect = 0) {
  std::vector<store::Record> runs;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const double shared = random.normal();  // a hard split is hard for all
    for (const char* model : {"a", "b", "c", "d", "e"}) {
      const double own = skewed ? -std::log(1 - random.uniform()) : random.normal();
      runs.push_back(run(model, seed, shared + own + (*model == 'b' ? effect * std::sqrt(2.0) : 0)));
    }
  }
  return runs;
}

double share_of_findings(std::uint64_t seeds, bool skewed, int sweeps) {
  Random random = Random(11).stream(seeds).stream(skewed ? 1 : 0);
  int found = 0;
  for (int i = 0; i < sweeps; ++i) {
    const auto findings = judge(sweep(random, seeds, skewed), kByModel);
    found += std::ranges::any_of(findings.comparisons, [](const auto& c) {
      return c.verdict == Verdict::better || c.verdict == Verdict::worse;
    });
  }
  return static_cast<double>(found) / sweeps;
}

/// With 2,000 sweeps the share has a standard error of 0.0049; two of them above 5 % are allowed.
TEST(Judge, FindsADifferenceBetweenEqualArmsInAtMostFivePercent) {
  for (const bool skewed : {false, true})
    for (const std::uint64_t seeds : {6, 10, 20})
      EXPECT_LE(share_of_findings(seeds, skewed, 2000), 0.05 + 2 * 0.0049)
          << seeds << " seeds" << (skewed ? ", skewed" : "");
}

/// One comparison, a difference of one deviation, 20 pairs: the t-test's power is 0.989 (R: power.t.test).
TEST(Judge, FindsADifferenceOfOneDeviationAsOftenAsTheoryTells) {
  Random random(12);
  int found = 0;
  for (int i = 0; i < 1000; ++i) {
    auto runs = sweep(random, 20, false, 1);
    std::erase_if(runs, [](const auto& one) { return one.model > "b"; });
    found += judge(runs, kByModel).comparisons[0].verdict == Verdict::better;
  }
  EXPECT_NEAR(found / 1000.0, 0.989, 0.03);
}

/// 4,000 samples: the share has a standard error of 0.0034.
TEST(Describe, CoversTheMeanInNinetyFivePercent) {
  for (const std::size_t n : {3, 5, 10, 20}) {
    Random random = Random(13).stream(n);
    int covered = 0;
    for (int i = 0; i < 4000; ++i) {
      std::vector<double> sample(n);
      for (double& x : sample) x = random.normal();
      const auto interval = describe(sample).interval;
      covered += interval.low <= 0 && 0 <= interval.high;
    }
    EXPECT_NEAR(covered / 4000.0, 0.95, 0.015) << n;
  }
}

}  // namespace
}  // namespace assay::compare
