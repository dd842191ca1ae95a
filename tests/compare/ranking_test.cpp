#include "compare/ranking.hpp"

#include <cmath>

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace assay::compare {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const Question kByModel{.metric = "test.accuracy", .by = "model", .baseline = "a"};

/// Three seeds a model and task, around score(model, task).
std::vector<store::Record> runs(int tasks, const std::function<double(char model, int task)>& score_of) {
  std::vector<store::Record> all;
  for (int task = 0; task < tasks; ++task)
    for (const char model : {'a', 'b', 'c'})
      for (std::uint64_t seed = 0; seed < 3; ++seed) {
        store::Record run;
        run.model = model;
        run.seed = seed;
        run.experiment = "e" + std::to_string(task % 2);
        run.axes = {{"data", std::to_string(task)}};
        run.final_values = {{"test.accuracy", score_of(model, task) + static_cast<double>(seed) - 1}};
        all.push_back(run);
      }
  return all;
}

/// c is always 2 better than a; b moves around a.
double clear(char model, int task) {
  return model == 'c' ? task + 2.0 : model == 'b' ? task + 0.1 * (task % 2 ? 1 : -1) : task;
}

TEST(Rank, AveragesReplicatesBeforeItRanks) {
  const auto ranking = rank(runs(8, clear), kByModel, "data");
  ASSERT_EQ(ranking.scores.size(), 8U);
  EXPECT_DOUBLE_EQ(ranking.scores[3][2], 5);
  EXPECT_THAT(ranking.ranks, ElementsAre(2.5, 2.5, 1));
  EXPECT_EQ(ranking.pairs[0].signed_rank.n, 8U);  // tasks, not runs
}

TEST(Rank, TellsApartWhatDiffersOnEveryTask) {
  const auto ranking = rank(runs(8, clear), kByModel, "data");
  EXPECT_NEAR(ranking.pairs[1].adjusted, 3 * 2 / 256.0, 1e-12);  // a and c: all of 2^8 signs alike, Holm over 3
  EXPECT_LT(ranking.friedman.f_p, 0.01);
  EXPECT_THAT(ranking.order, ElementsAre(2, 0, 1));
  EXPECT_THAT(ranking.alike, ElementsAre(Pair(1, 2)));  // a and b
}

TEST(Rank, ReversesWhereLessIsBetter) {
  auto question = kByModel;
  question.larger_is_better = false;
  EXPECT_THAT(rank(runs(8, clear), question, "data").ranks, ElementsAre(1.5, 1.5, 3));
}

TEST(Rank, WithFiveTasksCannotTellAnythingApartAndSaysSo) {
  const auto ranking = rank(runs(5, clear), kByModel, "data");
  EXPECT_THAT(ranking.alike, ElementsAre(Pair(0, 2)));
  EXPECT_THAT(ranking.warnings, Contains(HasSubstr("fewer than 6 tasks")));
}

TEST(Rank, TakesExperimentsForTasks) {
  EXPECT_THAT(rank(runs(8, clear), kByModel, kExperiments).tasks, ElementsAre("e0", "e1"));
}

TEST(Rank, LeavesTasksOutOnWhichSomeLevelHasNoScore) {
  auto all = runs(8, clear);
  for (auto& one : all)
    if (one.model == "b" && one.axes[0].second == "4") one.status = store::Status::diverged;
  const auto ranking = rank(all, kByModel, "data");
  EXPECT_EQ(ranking.tasks.size(), 7U);
  EXPECT_THAT(ranking.warnings, Contains(HasSubstr("not every model has a score on 4: left out")));
}

TEST(Rank, RefusesASingleTask) {
  try {
    rank(runs(1, clear), kByModel, "data");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::usage);
    EXPECT_STREQ(failure.what(),
                 "ranks need at least 2 tasks and 2 levels with scores; there are 1 of 'data' and 3 of 'model'");
  }
}

}  // namespace
}  // namespace assay::compare
