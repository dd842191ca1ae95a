#include "page/curves.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "compare/descriptive.hpp"

namespace assay::page {
namespace {

store::Record run(std::uint64_t seed, std::vector<double> losses) {
  store::Record record;
  record.model = "a";
  record.seed = seed;
  std::vector<double> epochs;
  for (std::size_t e = 0; e < losses.size(); ++e) epochs.push_back(static_cast<double>(e + 1));
  record.metrics = {{"epoch", epochs}, {"validation_loss", std::move(losses)}};
  return record;
}

Json curve_of(const std::vector<store::Record>& runs) { return curves(runs, group(runs))["columns"][0]["arms"][0]; }

TEST(Thin, LeavesAFewRunsAsTheyAre) {
  const auto thinning = thin(12, 4, 60, 10);
  EXPECT_EQ(thinning.points, 60u);
  EXPECT_EQ(thinning.runs, 10u);
}

TEST(Thin, DropsSingleRunsBeforePoints) {
  const auto thinning = thin(60, 4, 1000, 10);
  EXPECT_EQ(thinning.points, 200u);
  EXPECT_LT(thinning.runs, 10u);
}

TEST(Thin, KeepsThreeRunsAndTwentyFourPointsOfAnything) {
  const auto thinning = thin(10'000, 10, 1000, 50);
  EXPECT_EQ(thinning.points, 24u);
  EXPECT_EQ(thinning.runs, 3u);
}

TEST(Curves, AreMeansWithTheIntervalsOfCompare) {
  const auto curve = curve_of({run(0, {3, 1}), run(1, {5, 2}), run(2, {4, 6})});
  EXPECT_EQ(curve["x"], Json({1, 2}));
  EXPECT_EQ(curve["mean"], Json({4, 3}));
  const std::vector<double> second{1, 2, 6};
  const auto expected = compare::describe(second).interval;
  EXPECT_NEAR(curve["low"][1].get<double>(), expected.low, 1e-4);  // five digits are kept
  EXPECT_NEAR(curve["high"][1].get<double>(), expected.high, 1e-4);
}

TEST(Curves, EndWhereFewerThanHalfOfTheRunsGoOn) {
  const auto curve = curve_of({run(0, {3, 2, 1, 1}), run(1, {3, 2}), run(2, {3, 2, 1})});
  EXPECT_EQ(curve["mean"], Json({3, 2, 1}));
  EXPECT_EQ(curve["x"].size(), 4u);  // the longest single run goes on
  EXPECT_EQ(curve["runs"][0]["y"].size(), 4u);
}

TEST(Curves, KeepTheFirstAndTheLastEpochWhenThinned) {
  const auto curve = curve_of({run(0, std::vector<double>(1000, 1.0)), run(1, std::vector<double>(1000, 2.0))});
  ASSERT_EQ(curve["x"].size(), 200u);
  EXPECT_EQ(curve["x"].front(), 1);
  EXPECT_EQ(curve["x"].back(), 1000);
}

TEST(Curves, HaveNullWhereNothingWasMeasured) {
  const auto curve = curve_of({run(0, {1, std::nan("")}), run(1, {2, std::nan("")})});
  EXPECT_TRUE(curve["mean"][1].is_null());
}

TEST(Curves, PassOverRunsThatDidNotFinish) {
  std::vector runs{run(0, {1, 1}), run(1, {9, 9})};
  runs[1].status = store::Status::diverged;
  EXPECT_EQ(curve_of(runs)["mean"], Json({1, 1}));
}

TEST(Curves, SplitNamesIntoSplitAndQuantity) {
  const std::vector runs{run(0, {1, 2})};
  const auto column = curves(runs, group(runs))["columns"][0];
  EXPECT_EQ(column["split"], "validation");
  EXPECT_EQ(column["quantity"], "loss");
}

}  // namespace
}  // namespace assay::page
