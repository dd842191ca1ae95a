#include "data/leaks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "components.hpp"

namespace assay::data {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(Leaks, AreRowsThatAnotherPartHasToo) {
  const auto overlap = overlap_of({0, 1, 0, 2, 1, 3}, {3, 2, 0}, {5, 4, 0});
  EXPECT_EQ(overlap.rows, 1);
  EXPECT_EQ(overlap.of, 3);
  EXPECT_THAT(overlap.pairs, ElementsAre(Pair(0, 0)));
  EXPECT_EQ(overlap_of({0, 0}, {}, {0, 1}).rows, 0);
}

TEST(Leaks, NameTheFirstFivePairs) {
  const std::vector<std::int32_t> all_equal(20);
  const auto overlap = overlap_of(all_equal, {9, 8}, {19, 10, 11, 12, 13, 14});
  EXPECT_EQ(overlap.rows, 6);
  EXPECT_THAT(overlap.pairs, ElementsAre(Pair(8, 10), Pair(8, 11), Pair(8, 12), Pair(8, 13), Pair(8, 14)));
  RawDataset data;
  data.rows = 20;
  EXPECT_EQ(pairs_text({.rows = 1, .of = 2, .pairs = {{8, 10}}}, data), " (first: row 8 = row 10)");
  data.files = {{"t.csv", 1, ""}};
  std::vector<std::int32_t> lines;
  for (int line = 2; line < 22; ++line) lines.push_back(line);
  data.lines = Shared<std::int32_t>(lines);
  EXPECT_EQ(pairs_text({.rows = 2, .of = 2, .pairs = {{8, 10}, {0, 1}}}, data),
            " (first: t.csv:10 = t.csv:12, t.csv:2 = t.csv:3)");
}

TEST(Leaks, AreCounted) {
  EXPECT_EQ(count_text({.rows = 31, .of = 270}, "test"), "31 of 270 test rows (11 %)");
  EXPECT_EQ(count_text({.rows = 1, .of = 22}, "test"), "1 of 22 test rows (4.5 %)");
  EXPECT_EQ(count_text({.rows = 4, .of = 4}, "test"), "4 of 4 test rows (100 %)");
}

// The standard error of a share of n rows is at most 1 / (2 sqrt(n)).
TEST(Leaks, TellWhereTheyMoveAScoreByMoreThanItsError) {
  EXPECT_FALSE((Overlap{.rows = 1, .of = 22}).is_telling());
  EXPECT_FALSE((Overlap{.rows = 5, .of = 100}).is_telling());
  EXPECT_TRUE((Overlap{.rows = 6, .of = 100}).is_telling());
  EXPECT_TRUE((Overlap{.rows = 1, .of = 1}).is_telling());
  EXPECT_FALSE(Overlap{}.is_telling());
}

TEST(Leaks, OfFoldsAddUp) {
  Overlap sum{.rows = 1, .of = 15, .pairs = {{1, 2}}};
  sum += {.rows = 1, .of = 15, .pairs = {{2, 1}}};
  EXPECT_EQ(sum.rows, 2);
  EXPECT_EQ(sum.of, 30);
  EXPECT_THAT(sum.pairs, ElementsAre(Pair(1, 2), Pair(2, 1)));
}

TEST(BestAccuracy, IsThatOfTheCommonestClassOfEqualRows) {
  RawDataset data;
  data.rows = 6;
  data.target = Shape();
  data.classes = 2;
  data.targets = Shared<std::int64_t>({0, 0, 1, 1, 0, 1});
  EXPECT_EQ(best_accuracy(data, {0, 0, 0, 1, 2, 2}), 4.0 / 6);
  EXPECT_EQ(best_accuracy(data, {0, 0, 1, 1, 2, 3}), std::nullopt);
  data.classes = 0;
  EXPECT_EQ(best_accuracy(data, {0, 0, 0, 1, 2, 2}), std::nullopt);
}

TEST(Windows, OverlapWhereTheyAreLongerThanTheirStride) {
  const auto overlapping = [](const std::string& source) {
    const auto windows = windows_of(testing_support::component(source, "data source"));
    return windows ? windows->overlapping() : -1;
  };
  EXPECT_EQ(overlapping("{sunspots: {window: 12}}"), 11);
  EXPECT_EQ(overlapping("{text: {file: t, window: 64, stride: 16}}"), 3);
  EXPECT_EQ(overlapping("{text: {file: t, window: 64, stride: 48}}"), 1);
  EXPECT_EQ(overlapping("{text: {file: t, window: 64}}"), 0);
  EXPECT_EQ(overlapping("{text: {file: t, window: 64, stride: 64}}"), 0);
  EXPECT_EQ(overlapping("iris"), -1);
}

}  // namespace
}  // namespace assay::data
