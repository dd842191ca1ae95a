// Tuned arms: what a search's winner is, what is left of it, what is refused and noted.

#include "compare/tuned.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "compare/grouping.hpp"

namespace assay::compare {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::StartsWith;

store::Record trial(const std::string& model, std::uint64_t seed, std::int64_t number, double lr, double validation,
                    double test) {
  store::Record run;
  run.id = model + std::to_string(seed) + '-' + std::to_string(number);
  run.experiment = "e";
  run.model = model;
  run.seed = seed;
  run.axes = {{"data", "big"}, {"lr", std::to_string(lr)}};
  run.config_leaves = {{"model.name", model}, {"train.optimizer.adam.lr", lr}, {"train.batch", std::int64_t{16}}};
  run.final_values = {{"validation.accuracy", validation}, {"test.accuracy", test}, {"epochs", 5}};
  run.environment.search = {.id = "search of " + model,
                            .role = "trial",
                            .trial = number,
                            .seed = seed,
                            .metric = "validation.accuracy",
                            .method = "tpe",
                            .axes = {"lr"},
                            .space = {"log(1e-4, 1e-1)"}};
  return run;
}

/// Two models, two seeds, three trials; the second is the best by validation.
std::vector<store::Record> trials() {
  std::vector<store::Record> runs;
  for (const char* model : {"a", "b"})
    for (const std::uint64_t seed : {0, 1}) {
      runs.push_back(trial(model, seed, 0, 0.01, 0.5, 0.6));
      runs.push_back(trial(model, seed, 1, 0.003 + 0.001 * static_cast<double>(seed), 0.9, 0.7));
      runs.push_back(trial(model, seed, 2, 0.02, 0.8, 0.95));
    }
  return runs;
}

Tuning tuning(const std::vector<store::Record>& runs, const std::vector<store::TrialTable>& tables = {}) {
  return tuning_of(runs, tables, "test.accuracy").value();
}

std::string refusal(const std::vector<store::Record>& runs) {
  try {
    (void)tuning(runs);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::usage);
    return failure.what();
  }
  return "";
}

TEST(Tuning, IsNoneOfRunsThatAreNoTrials) {
  auto runs = trials();
  for (auto& run : runs) run.environment.search = {};
  EXPECT_FALSE(tuning_of(runs, {}, "test.accuracy"));
}

TEST(Tuning, TakesTheWinnerOfValidationWhateverTheTestSays) {
  const auto runs = trials();
  EXPECT_THAT(winners(tuning(runs), runs), ElementsAre(1, 4, 7, 10));
  EXPECT_NEAR(tuning(runs).searches[0].gain, 0.1, 1e-15);
  EXPECT_EQ(tuning(runs).searches[0].epochs, 15);
}

TEST(Tuning, TakesTheEarlierOfEqualTrialsAndNoneThatFailed) {
  auto runs = trials();
  runs[2].final_values[0].second = 0.9;
  EXPECT_EQ(tuning(runs).searches[0].best, 1U);
  runs[1].status = store::Status::diverged;
  EXPECT_EQ(tuning(runs).searches[0].best, 2U);
}

TEST(Tuning, MakesOneArmOfTheWinnersOfAllSeeds) {
  const auto runs = trials();
  const auto found = tuning(runs);
  std::vector<store::Record> best;
  for (const std::size_t place : winners(found, runs)) best.push_back(runs[place]);
  forget_searched(found, runs, best);
  EXPECT_EQ(group_runs(best).groups.size(), 2U);
  EXPECT_THAT(best[0].axes, ElementsAre(std::pair<std::string, std::string>("data", "big")));
}

TEST(Tuning, SaysWhatItHoldsFor) {
  EXPECT_EQ(tuning(trials()).condition(), "when tuned with 3 trials");
  EXPECT_EQ(tuning(trials()).sentence(),
            "tuned by tpe with 3 trials for each model and seed; a score is that of the trial with the best "
            "validation.accuracy");
}

TEST(Tuning, KnowsTrialsFromTablesWhereTheirFilesDoNotSaySo) {
  auto runs = trials();
  store::TrialTable table{.model = "a", .search = runs[0].environment.search, .trials = {}};
  for (std::size_t i = 0; i < 3; ++i) table.trials.push_back({runs[i].id, {}, "complete", 0.5});
  runs[1].environment.search = {};
  EXPECT_THAT(refusal(runs), StartsWith("the search of a data=big, seed 0 is not complete: trial 1 is not among"));
  EXPECT_EQ(tuning(runs, {table}).searches[0].trials.size(), 3U);
}

TEST(Tuning, RefusesSearchesOfDifferentLengths) {
  auto runs = trials();
  runs.pop_back();
  EXPECT_EQ(refusal(runs),
            "searches of different lengths are not compared, for the longer one is better by its luck alone: a "
            "data=big, seed 0 has 3 trials, b data=big, seed 1 has 2; go on with 'assay run' (search.trials), or "
            "choose others with -F");
}

TEST(Tuning, TakesASpaceThatIsUsedUpForALongSearch) {
  auto runs = trials();
  runs.pop_back();
  for (auto& run : runs)
    if (run.model == "b" && run.seed == 1) run.environment.search.points = 2;
  EXPECT_EQ(refusal(runs), "");
}

TEST(Tuning, RefusesOtherMetricsAndMethods) {
  auto runs = trials();
  for (auto& run : runs)
    if (run.model == "b") run.environment.search.metric = "validation.loss";
  EXPECT_EQ(refusal(runs),
            "searches for different metrics are not compared: a data=big, seed 0 for "
            "validation.accuracy, b data=big, seed 0 for validation.loss");
  for (auto& run : runs) {
    run.environment.search.metric = "validation.accuracy";
    if (run.model == "b") run.environment.search.method = "random";
  }
  EXPECT_EQ(refusal(runs),
            "searches by different methods are not compared: a data=big, seed 0 by tpe, b data=big, "
            "seed 0 by random");
}

TEST(Tuning, RefusesTwoSearchesOfOneModelAndSeed) {
  auto runs = trials();
  for (auto& run : trials())
    if (run.model == "a" && run.seed == 0) {
      run.environment.search.id = "zz";
      runs.push_back(run);
    }
  EXPECT_EQ(refusal(runs),
            "there are two searches of a data=big, seed 0, search of a and zz; choose one with -F 'search = zz'");
}

TEST(Tuning, NotesWinnersAtTheEndOfARange) {
  auto runs = trials();
  EXPECT_THAT(tuning(runs).notes, Not(Contains(StartsWith("a's winners"))));
  runs[1].axes[1].second = "0.0995";  // within 2 % of the way from 1e-4 to 0.1 in logarithms
  EXPECT_THAT(tuning(runs).notes,
              Contains("a's winners lie at the upper end of lr (0.1) in 1 of 2 searches: widen the range"));
}

TEST(Tuning, NotesOneSearchOnlyAndWhatIsLeftOut) {
  auto runs = trials();
  std::erase_if(runs, [](const store::Record& run) { return run.model == "b" && run.seed == 1; });
  runs.push_back(runs.front());
  runs.back().id = "plain";
  runs.back().environment.search = {};
  EXPECT_THAT(tuning(runs).notes, Contains(StartsWith("one search only of some model: another search may choose")));
  EXPECT_THAT(tuning(runs).notes, Contains("1 run is no trial of these searches and left out: what was tuned is not "
                                           "compared with what was not"));
}

TEST(Tuning, NotesAMetricThatChoseTheWinners) {
  const auto runs = trials();
  EXPECT_THAT(tuning_of(runs, {}, "validation.accuracy")->notes,
              Contains(StartsWith("validation.accuracy chose the winners itself")));
}

}  // namespace
}  // namespace assay::compare
