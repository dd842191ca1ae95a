#include "data/split.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "data/batches.hpp"

namespace assay::data {
namespace {

using spec::Scale;

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

Dataset<double> two_features() {
  Dataset<double> data;
  data.rows = 4;
  data.input = Shape({2});
  data.target = Shape({1});
  data.inputs = {1, 7, 3, 7, 5, 7, 100, 7};
  data.targets = {10, 20, 30, 40};
  return data;
}

spec::DataSpec scaled(Scale inputs, Scale targets = Scale::none) {
  spec::DataSpec spec;
  spec.scale = inputs;
  spec.target_scale = targets;
  return spec;
}

TEST(Scale, UsesOnlyTheTrainingRows) {
  auto data = two_features();
  scale(data, scaled(Scale::minmax), {0, 1, 2});
  EXPECT_EQ(data.inputs[0], 0);
  EXPECT_EQ(data.inputs[4], 1);
  EXPECT_EQ(data.inputs[6], 24.75);  // the row that is not trained on lies outside
}

TEST(Scale, GivesMeanZeroAndDeviationOne) {
  auto data = two_features();
  scale(data, scaled(Scale::standard), {0, 1, 2});
  EXPECT_NEAR(data.inputs[0], -std::sqrt(1.5), 1e-15);  // a few roundings
  EXPECT_NEAR(data.inputs[2], 0, 1e-15);
}

TEST(Scale, MakesAConstantFeatureZero) {
  auto data = two_features();
  scale(data, scaled(Scale::standard), {0, 1, 2});
  EXPECT_EQ(data.inputs[1], 0);
  EXPECT_EQ(data.inputs[7], 0);
}

TEST(Scale, LeavesClassesAndTokensAlone) {
  auto data = two_features();
  data.classes = 50;
  data.tokens = true;
  const auto before = data;
  scale(data, scaled(Scale::standard, Scale::standard), {0, 1, 2});
  EXPECT_EQ(data.inputs, before.inputs);
  EXPECT_EQ(data.targets, before.targets);
}

TEST(Scale, ScalesQuantitiesToPredict) {
  auto data = two_features();
  scale(data, scaled(Scale::none, Scale::minmax), {0, 1, 2});
  EXPECT_EQ(data.targets, (std::vector<double>{0, 0.5, 1, 1.5}));
}

TEST(Batches, CoverAnEpochWithAShortLastOne) {
  const auto data = two_features();
  Batches<double> batches(data, {3, 1, 0}, 2);
  EXPECT_EQ(batches.count(), 2);
  EXPECT_EQ(batches.get(0).targets[0], 40);
  EXPECT_EQ(batches.get(0).inputs.shape, Shape({2, 2}));
  EXPECT_EQ(batches.get(1).inputs.shape, Shape({1, 2}));
  EXPECT_EQ(batches.get(1).inputs[0], 1);
}

TEST(Batches, ShuffleFromTheOriginalOrder) {
  const auto data = two_features();
  Batches<double> straight(data, {0, 1, 2, 3}, 4), roundabout(data, {0, 1, 2, 3}, 4);
  roundabout.shuffle(Random(1));
  roundabout.shuffle(Random(2));
  straight.shuffle(Random(2));
  for (std::int64_t i = 0; i < 4; ++i) EXPECT_EQ(straight.get(0).targets[i], roundabout.get(0).targets[i]);
}

TEST(Batches, LeaveTargetsEmptyWhereThereAreNone) {
  auto data = two_features();
  data.targets.clear();
  Batches<double> batches(data, {0, 1}, 2);
  EXPECT_FALSE(batches.get(0).targets);
}

}  // namespace
}  // namespace assay::data
