#include "data/split.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "data/batches.hpp"

namespace assay::data {
namespace {

std::vector<std::int64_t> all_of(const Rows& rows) {
  std::vector<std::int64_t> all = rows.train;
  all.insert(all.end(), rows.validation.begin(), rows.validation.end());
  all.insert(all.end(), rows.test.begin(), rows.test.end());
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::int64_t> numbers_to(std::int64_t n) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
  return numbers;
}

TEST(Split, CoversEveryRowOnce) {
  for (const std::int64_t rows : {3, 10, 97, 1797})
    EXPECT_EQ(all_of(split({0.7, 0.15, 0.15, true, {}}, rows, Random(1))), numbers_to(rows)) << rows;
}

TEST(Split, IsTheSameForTheSameSeed) {
  const spec::Split spec{0.7, 0.15, 0.15, true, {}};
  EXPECT_EQ(split(spec, 100, Random(4)).test, split(spec, 100, Random(4)).test);
  EXPECT_NE(split(spec, 100, Random(4)).test, split(spec, 100, Random(5)).test);
}

TEST(Split, KeepsTheOrderOfATimeSeries) {
  const Rows rows = split({0.5, 0.25, 0.25, false, {}}, 8, Random(1));
  EXPECT_EQ(rows.train, (std::vector<std::int64_t>{0, 1, 2, 3}));
  EXPECT_EQ(rows.test, (std::vector<std::int64_t>{6, 7}));
}

TEST(Split, TakesNumbersOfRows) {
  const Rows rows = split({80, 10, 5, true, {}}, 100, Random(1));
  EXPECT_EQ(rows.train.size(), 80U);
  EXPECT_EQ(rows.validation.size(), 10U);
  EXPECT_EQ(rows.test.size(), 5U);
}

TEST(Split, TakesTheWholeSetAsOne) { EXPECT_EQ(split({1, 0, 0, true, {}}, 4, Random(1)).train.size(), 4U); }

std::vector<std::size_t> sizes(const spec::Split& spec, std::int64_t rows) {
  const Rows parts = split(spec, rows, Random(1));
  return {parts.train.size(), parts.validation.size(), parts.test.size()};
}

TEST(Split, GivesTheOddRowOfTwoHalvesToTheFirst) {
  EXPECT_EQ(sizes({0.5, 0.5, 0, true, {}}, 151), (std::vector<std::size_t>{76, 75, 0}));
  EXPECT_EQ(sizes({0.75, 0.25, 0, true, {}}, 10), (std::vector<std::size_t>{8, 2, 0}));
  EXPECT_EQ(sizes({0.7, 0.3, 0, true, {}}, 5), (std::vector<std::size_t>{4, 1, 0}));
}

TEST(Split, TakesOnesThatAddUpToMoreThanOneAsRows) {
  EXPECT_EQ(sizes({1, 0, 1, true, {}}, 2), (std::vector<std::size_t>{1, 0, 1}));
  EXPECT_EQ(sizes({1, 1, 1, true, {}}, 9), (std::vector<std::size_t>{1, 1, 1}));
}

/// Every share that is a multiple of 1/20, of every number of rows: nothing negative, nothing twice, no more than there
/// are, each part within a row of its share, and the numbers of old wherever these were such.
TEST(Split, OfEveryDesignIsWithinARowOfItsShares) {
  for (std::int64_t rows = 4; rows <= 61; ++rows)
    for (int a = 5; a <= 20; ++a)
      for (int b = 0; a + b <= 20; ++b)
        for (int c = 0; a + b + c <= 20; ++c) {
          const spec::Split spec{a / 20.0, b / 20.0, c / 20.0, false, {}};
          const Rows parts = split(spec, rows, Random(1));
          const auto all = all_of(parts);
          ASSERT_LE(static_cast<std::int64_t>(all.size()), rows);
          ASSERT_EQ(std::ranges::adjacent_find(all), all.end());
          const double share = static_cast<double>(rows);
          ASSERT_LE(std::abs(static_cast<double>(parts.train.size()) - spec.train * share), 1);
          ASSERT_LE(std::abs(static_cast<double>(parts.validation.size()) - spec.validation * share), 1);
          ASSERT_LE(std::abs(static_cast<double>(parts.test.size()) - spec.test * share), 1 + 1e-9);
          const auto train = std::llround(spec.train * share), validation = std::llround(spec.validation * share);
          const auto test = a + b + c == 20 ? rows - train - validation : std::llround(spec.test * share);
          if (test < 0 || train + validation + test > rows) continue;
          ASSERT_EQ(static_cast<std::int64_t>(parts.train.size()), train);
          ASSERT_EQ(static_cast<std::int64_t>(parts.test.size()), test);
        }
}

TEST(Split, RefusesMoreRowsThanThereAre) {
  try {
    split({80, 30, 0, true, {"a.yaml", 2, 9}}, 100, Random(1));
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    EXPECT_STREQ(failure.what(),
                 "a.yaml:2:9: 'split' asks for 80 + 30 + 0 rows; there are 100, and at least one must be for training");
  }
}

Dataset<double> four_rows() {
  Dataset<double> data;
  data.rows = 4;
  data.input = Shape({2});
  data.target = Shape({1});
  data.inputs = {1, 7, 3, 7, 5, 7, 100, 7};
  data.targets = {10, 20, 30, 40};
  return data;
}

TEST(Batches, CoverAnEpochWithAShortLastOne) {
  const auto data = four_rows();
  Batches<double> batches(data, {3, 1, 0}, 2);
  EXPECT_EQ(batches.count(), 2);
  EXPECT_EQ(batches.get(0).targets[0], 40);
  EXPECT_EQ(batches.get(0).inputs.shape, Shape({2, 2}));
  EXPECT_EQ(batches.get(1).inputs.shape, Shape({1, 2}));
  EXPECT_EQ(batches.get(1).inputs[0], 1);
}

TEST(Batches, ShuffleFromTheOriginalOrder) {
  const auto data = four_rows();
  Batches<double> straight(data, {0, 1, 2, 3}, 4), roundabout(data, {0, 1, 2, 3}, 4);
  roundabout.shuffle(Random(1));
  roundabout.shuffle(Random(2));
  straight.shuffle(Random(2));
  for (std::int64_t i = 0; i < 4; ++i) EXPECT_EQ(straight.get(0).targets[i], roundabout.get(0).targets[i]);
}

TEST(Batches, LeaveTargetsEmptyWhereThereAreNone) {
  auto data = four_rows();
  data.targets = {};
  Batches<double> batches(data, {0, 1}, 2);
  EXPECT_FALSE(batches.get(0).targets);
}

}  // namespace
}  // namespace assay::data
