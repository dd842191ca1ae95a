#include "compare/pivot.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace assay::compare {
namespace {

using testing::ElementsAre;

store::Record run(const std::string& model, const std::string& width, double accuracy,
                  store::Status status = store::Status::complete) {
  store::Record record;
  record.model = model;
  record.status = status;
  record.axes = {{"width", width}};
  record.final_values = {{"test.accuracy", accuracy}};
  return record;
}

const std::vector<store::Record> kRuns{run("fnn", "16", 0.5), run("fnn", "64", 0.75), run("cnn", "16", 0.25),
                                       run("fnn", "16", 0.7), run("fnn", "16", 0, store::Status::diverged)};

TEST(Pivot, HasACellForEachPairOfValuesInTheirOrder) {
  const Pivot found = pivot(kRuns, "test.accuracy", "model", "width");
  EXPECT_THAT(found.rows, ElementsAre("fnn", "cnn"));
  EXPECT_THAT(found.columns, ElementsAre("16", "64"));
  EXPECT_EQ(found.scores[0][0].n, 2);
  EXPECT_DOUBLE_EQ(found.scores[0][0].mean, 0.6);
  EXPECT_DOUBLE_EQ(found.scores[0][1].mean, 0.75);
  EXPECT_DOUBLE_EQ(found.scores[1][0].mean, 0.25);
}

TEST(Pivot, HasAnEmptyCellWhereThereAreNoRuns) {
  EXPECT_EQ(pivot(kRuns, "test.accuracy", "model", "width").scores[1][1].n, 0);
}

TEST(Pivot, CountsDivergedRunsApart) {
  const Pivot found = pivot(kRuns, "test.accuracy", "model", "width");
  EXPECT_THAT(found.lost[0], ElementsAre(1, 0));
  EXPECT_THAT(found.lost[1], ElementsAre(0, 0));
}

TEST(Pivot, OfOnePropertyHasASingleColumn) {
  const Pivot found = pivot(kRuns, "test.accuracy", "model", "");
  EXPECT_EQ(found.columns.size(), 1);
  EXPECT_EQ(found.scores[0][0].n, 3);
}

TEST(Pivot, NamesAPropertyThatNoRunHas) {
  try {
    pivot(kRuns, "test.accuracy", "widht", "");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::usage);
    EXPECT_STREQ(failure.what(), "no run has 'widht'; did you mean 'width'?");
  }
}

}  // namespace
}  // namespace assay::compare
