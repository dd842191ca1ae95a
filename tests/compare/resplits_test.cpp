#include "compare/resplits.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay::compare {
namespace {

using testing::HasSubstr;

store::Record run_of(const char* order, bool from_file) {
  store::Record run;
  run.config_leaves = {{"data.split.order", std::string(order)},
                       {"data.split.train", .7},
                       {"data.split.validation", .15},
                       {"data.split.test", .15}};
  if (from_file) run.environment.data = {{"a.csv", 1, "00"}};
  return run;
}

/// A level that is better by these differences; SciPy gives p = .0644 with the error of a 70/15 split, .0047 without.
Findings findings_of(Verdict verdict) {
  Findings findings{.question = {.metric = "test.accuracy", .by = "model", .baseline = "a"}};
  Comparison c{.level = "b"};
  c.differences = {.012, .020, -.004, .015, .009, .018, .003, .011, -.002, .016};
  c.verdict = verdict;
  findings.comparisons = {c};
  return findings;
}

TEST(Overlap, IsTestRowsForEachTrainingRowOfAShuffledFile) {
  EXPECT_DOUBLE_EQ(overlap_of(std::vector{run_of("shuffled", true)}, "test.accuracy"), .15 / .7);
  EXPECT_DOUBLE_EQ(overlap_of(std::vector{run_of("shuffled", true)}, "best.validation.loss"), .15 / .7);
}

TEST(Overlap, IsNothingForFixedPartsOrDrawnDataOrTrainingScores) {
  EXPECT_EQ(overlap_of(std::vector{run_of("sequential", true)}, "test.accuracy"), 0);
  EXPECT_EQ(overlap_of(std::vector{run_of("shuffled", false)}, "test.accuracy"), 0);
  EXPECT_EQ(overlap_of(std::vector{run_of("shuffled", true)}, "train.loss"), 0);
}

TEST(ResplitNote, TellsTheCorrectedPOfAFinding) {
  const auto note = resplit_note(std::vector{run_of("shuffled", true)}, findings_of(Verdict::better));
  ASSERT_TRUE(note);
  EXPECT_THAT(*note, HasSubstr("Holm p is b 0.064 (Nadeau & Bengio 2003)"));
}

TEST(ResplitNote, IsNotMadeWhereNothingIsFoundOrNothingOverlaps) {
  EXPECT_FALSE(resplit_note(std::vector{run_of("shuffled", true)}, findings_of(Verdict::undecided)));
  EXPECT_FALSE(resplit_note(std::vector{run_of("sequential", true)}, findings_of(Verdict::better)));
}

}  // namespace
}  // namespace assay::compare
