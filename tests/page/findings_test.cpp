#include "page/findings.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace assay::page {
namespace {

compare::Findings findings(const std::string& by = "model") {
  return {.question = {.metric = "test.rmse", .by = by, .baseline = "old", .larger_is_better = false},
          .smallest_interesting = 0.05};
}

compare::Comparison comparison(compare::Verdict verdict, double mean, double low, double high) {
  compare::Comparison c{.level = "new", .pairs = 6};
  c.difference.mean = mean;
  c.difference.interval = {low, high};
  c.verdict = verdict;
  return c;
}

TEST(Sentence, SaysByHowMuchAndWithWhatInterval) {
  EXPECT_EQ(sentence(comparison(compare::Verdict::worse, 0.25, 0.125, 0.375), findings()),
            "new is worse than old: test.rmse higher by 0.2500 on average (95 % interval 0.1250 to 0.3750, 6 pairs).");
}

TEST(Sentence, TurnsTheIntervalOfANegativeDifferenceRound) {
  EXPECT_EQ(sentence(comparison(compare::Verdict::better, -0.25, -0.375, -0.125), findings()),
            "new is better than old: test.rmse lower by 0.2500 on average (95 % interval 0.1250 to 0.3750, 6 pairs).");
}

TEST(Sentence, NamesTheAxis) {
  EXPECT_EQ(sentence(comparison(compare::Verdict::equivalent, 0, -0.01, 0.01), findings("width")),
            "width new is equivalent to width old: test.rmse the same on average (95 % interval -0.0100 to 0.0100, "
            "6 pairs), within the 0.0500 that would matter.");
}

TEST(Sentence, SaysHowManySeedsWouldDecide) {
  auto c = comparison(compare::Verdict::undecided, 0.25, -0.125, 0.625);
  c.seeds_needed = 24;
  EXPECT_EQ(sentence(c, findings()),
            "Whether new differs from old is undecided: test.rmse higher by 0.2500 on average (95 % interval -0.1250 "
            "to 0.6250, 6 pairs); about 24 seeds would decide.");
}

TEST(Sentence, SaysWhyNothingCanBeCompared) {
  auto c = comparison(compare::Verdict::impossible, 0.25, 0, 0);
  c.pairs = 1;
  EXPECT_EQ(sentence(c, findings()),
            "new and old cannot be compared: 1 pair of finished runs, and a difference needs 2 or more.");
}

TEST(FindingsJson, HasNullForWhatCannotBeComputed) {
  auto found = findings();
  found.comparisons.push_back(comparison(compare::Verdict::impossible, NAN, NAN, NAN));
  found.comparisons[0].pairs = 0;
  const auto json = to_json(found)["comparisons"][0];
  EXPECT_TRUE(json["mean"].is_null());
  EXPECT_TRUE(json["signed_rank"].is_null());
  EXPECT_TRUE(json["better"].is_null());
}

}  // namespace
}  // namespace assay::page
