#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "data/divided.hpp"
#include "data/equal_rows.hpp"
#include "data/strata.hpp"

namespace assay::data {
namespace {

using testing::ElementsAre;

std::string refusal(const spec::Split& split, const RawDataset& data) {
  try {
    divide(split, data, Random(1));
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::data);
    return failure.what();
  }
  return "divided";
}

// scikit-learn 1.2.1

TEST(Folds, InTheFilesOrderAreThoseOfKFold) {
  EXPECT_THAT(tests_of(folds(5), of_rows(12)),
              ElementsAre(RowList{0, 1, 2}, RowList{3, 4, 5}, RowList{6, 7}, RowList{8, 9}, RowList{10, 11}));
}

TEST(Folds, OfClassesAreThoseOfStratifiedKFold) {
  auto split = folds(3);
  split.strata = asked;
  EXPECT_THAT(tests_of(split, of_classes({0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2})),
              ElementsAre(RowList{0, 3, 4, 9}, RowList{1, 5, 6, 10}, RowList{2, 7, 8, 11}));
}

TEST(Folds, OfGroupsAreThoseOfGroupKFold) {
  auto split = folds(3);
  split.group = "patient";
  EXPECT_THAT(tests_of(split, of_groups({0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 4})),
              ElementsAre(RowList{0, 1, 2, 3}, RowList{4, 5, 6, 9}, RowList{7, 8, 10, 11}));
}

TEST(Windows, AreThoseOfTimeSeriesSplit) {
  auto split = folds(3);
  split.window = spec::Split::Window::expanding;
  split.test = 2;
  split.gap = 1;
  const std::vector<std::pair<RowList, RowList>> expected{
      {{0, 1, 2, 3, 4}, {6, 7}}, {{0, 1, 2, 3, 4, 5, 6}, {8, 9}}, {{0, 1, 2, 3, 4, 5, 6, 7, 8}, {10, 11}}};
  for (std::int64_t fold = 0; fold < 3; ++fold) {
    split.fold = fold;
    const Rows rows = divide(split, of_rows(12), Random(1));
    EXPECT_EQ(rows.train, expected[static_cast<std::size_t>(fold)].first);
    EXPECT_EQ(rows.test, expected[static_cast<std::size_t>(fold)].second);
  }
}

TEST(Windows, MayRollAndValidateOnWhatComesLast) {
  auto split = folds(2);
  split.window = spec::Split::Window::rolling;
  split.window_rows = 6;
  split.validation = 2;
  split.test = 2;
  split.gap = 1;
  split.fold = 1;
  const Rows rows = divide(split, of_rows(12), Random(1));
  EXPECT_EQ(rows.train, (RowList{3, 4, 5}));
  EXPECT_EQ(rows.validation, (RowList{7, 8}));
  EXPECT_EQ(rows.test, (RowList{10, 11}));
}

Json reference() {
  std::ifstream file(ASSAY_TESTS_DIR "/data/splits_reference.json");
  return Json::parse(file);
}

TEST(Folds, OfRandomProblemsAreThoseOfScikitLearn) {
  for (const auto& problem : reference()) {
    const auto rows = problem["rows"].get<std::int64_t>(), few = problem["few"].get<std::int64_t>();
    EXPECT_EQ(tests_of(folds(problem["folds"]), of_rows(rows)), problem["kfold"].get<Parts>());
    if (few < 2) continue;
    auto split = folds(few);
    split.strata = asked;
    EXPECT_EQ(tests_of(split, of_classes(problem["classes"])), problem["stratified"].get<Parts>());
    split.strata = none;
    split.group = "g";
    EXPECT_EQ(tests_of(split, of_groups(problem["groups"])), problem["grouped"].get<Parts>());
  }
}

TEST(Windows, OfRandomProblemsAreThoseOfScikitLearn) {
  for (const auto& problem : reference())
    for (const char* kind : {"window", "window_of_all"})
      for (std::int64_t fold = 0; fold < 3; ++fold) {
        auto split = folds(3);
        split.window = spec::Split::Window::expanding;
        split.fold = fold;
        if (kind == std::string("window")) {
          split.test = problem["test"];
          split.gap = problem["gap"];
        }
        const Rows rows = divide(split, of_rows(problem["rows"]), Random(1));
        const auto& expected = problem[kind][static_cast<std::size_t>(fold)];
        EXPECT_EQ(rows.train, expected[0].get<RowList>());
        EXPECT_EQ(rows.test, expected[1].get<RowList>());
      }
}

TEST(Shares, InTheFilesOrderMayHaveGaps) {
  spec::Split split{0.5, 0.25, 0.25, false, {"a.yaml", 2, 9}};
  split.gap = 2;
  const Rows rows = divide(split, of_rows(12), Random(1));
  EXPECT_EQ(rows.train, (RowList{0, 1, 2, 3}));
  EXPECT_EQ(rows.validation, (RowList{6, 7}));
  EXPECT_EQ(rows.test, (RowList{10, 11}));
  split.gap = 6;
  EXPECT_EQ(refusal(split, of_rows(12)),
            "a.yaml:2:9: 'split' asks for 0 + 0 + 0 rows and gaps of 12 in all; there are 12, and at least one must be "
            "for training");
}

// What moves a division

TEST(Shares, WithASeedOfTheirOwnAreNotMovedByTheRuns) {
  spec::Split split{0.5, 0.25, 0.25, true, {}};
  const auto data = of_rows(40);
  EXPECT_NE(divide(split, data, Random(1)).test, divide(split, data, Random(2)).test);
  split.seed = 1;
  EXPECT_EQ(divide(split, data, Random(1)).test, divide(split, data, Random(2)).test);
  const auto before = divide(split, data, Random(1)).test;
  split.seed = 2;
  EXPECT_NE(divide(split, data, Random(1)).test, before);
}

TEST(Folds, DependOnRepeatAndTheSplitsSeedOnly) {
  auto split = folds(4);
  split.shuffled = true;
  split.repeat = 0;
  const auto data = of_rows(40);
  const auto rows = [&](std::uint64_t run) { return divide(split, data, Random(run).stream("split")).test; };
  EXPECT_EQ(rows(1), rows(2));
  const auto first = rows(1);
  split.repeat = 1;
  EXPECT_NE(rows(1), first);
  split.repeat = 0;
  split.seed = 0;  // as without one
  EXPECT_EQ(rows(1), first);
  split.seed = 1;
  EXPECT_NE(rows(1), first);
}

TEST(Folds, MayBeAsManyAsRowsOrGroups) {
  auto split = folds(spec::Split::kAllFolds);
  EXPECT_THAT(tests_of(split, of_rows(3)), ElementsAre(RowList{0}, RowList{1}, RowList{2}));
  split.group = "patient";
  EXPECT_THAT(tests_of(split, of_groups({0, 1, 0, 1, 2})), ElementsAre(RowList{0, 2}, RowList{1, 3}, RowList{4}));
}

// Strata and groups

TEST(Strata, OfQuantitiesAreTenths) {
  auto data = of_rows(20);
  data.target = Shape({1});
  std::vector<double> targets(20);
  std::iota(targets.begin(), targets.end(), 0.0);
  std::ranges::reverse(targets);
  targets[10] = targets[11];  // equal ones stay together
  data.targets = Shared<double>(targets);
  spec::Split split{0.5, 0, 0.5, true, {}};
  split.strata = asked;
  const auto strata = strata_of(split, data).of_row;
  EXPECT_EQ(strata.front(), 9);
  EXPECT_EQ(strata.back(), 0);
  EXPECT_EQ(strata[10], strata[11]);
  const Rows rows = divide(split, data, Random(1));
  std::set<std::int32_t> tested;
  for (const auto row : rows.test) tested.insert(strata[static_cast<std::size_t>(row)]);
  EXPECT_EQ(tested.size(), 10U);
}

TEST(Strata, AreTakenWherePossibleAndElseTold) {
  auto split = folds(3);
  split.strata = possible;
  EXPECT_FALSE(strata_of(split, of_classes({0, 0, 0, 1, 1, 1})).of_row.empty());
  const auto rare = strata_of(split, of_classes({0, 0, 0, 0, 1, 1}));
  EXPECT_TRUE(rare.of_row.empty());
  EXPECT_EQ(rare.note,
            "a.yaml:2:9: class '1' has 2 rows for 3 folds, so that they are not stratified; say stratify: true, or "
            "false, or take fewer");
  split.strata = asked;
  EXPECT_FALSE(strata_of(split, of_classes({0, 0, 0, 0, 1, 1})).of_row.empty());
  EXPECT_EQ(strata_of(split, of_classes({0, 0, 0, 0, 1, 1})).note,
            "a.yaml:2:9: class '1' has 2 rows for 3 folds: some have none of it");
  EXPECT_TRUE(strata_of(split, of_classes({0, 0, 0, 1, 1, 1})).note.empty());
}

TEST(Strata, NeedOneTargetARow) {
  auto split = folds(3);
  split.strata = asked;
  split.strata_place = {"a.yaml", 2, 30};
  EXPECT_EQ(refusal(split, of_rows(9)),
            "a.yaml:2:30: 'stratify' needs one class or quantity a row; the data has no targets");
  auto data = of_rows(9);
  data.target = Shape({2});
  data.targets = Shared<double>(std::vector<double>(18));
  EXPECT_EQ(refusal(split, data),
            "a.yaml:2:30: 'stratify' needs one class or quantity a row; here a target has the shape [2]");
}

TEST(Groups, MayBeEqualRows) {
  auto data = of_rows(6);
  data.inputs = Shared<double>({1, 2, 0.0, 1, -0.0, 2});
  EXPECT_EQ(equal_rows(data), (std::vector<std::int32_t>{0, 1, 2, 0, 2, 1}));
  auto split = folds(3);
  split.group = spec::Split::kDuplicates;
  auto tests = tests_of(split, data);
  std::ranges::sort(tests);
  EXPECT_THAT(tests, ElementsAre(RowList{0, 3}, RowList{1, 5}, RowList{2, 4}));
}

TEST(Groups, FillEveryPartWhereThereAreEnough) {
  spec::Split split{0.7, 0.15, 0.15, true, {"a.yaml", 2, 9}};
  split.group = "patient";
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Rows rows = divide(split, of_groups({0, 0, 0, 1, 1, 1, 2, 2, 2}), Random(seed));
    EXPECT_EQ(rows.train.size(), 3U);
    EXPECT_EQ(rows.validation.size(), 3U);
    EXPECT_EQ(rows.test.size(), 3U);
  }
  EXPECT_EQ(refusal(split, of_groups({0, 0, 0, 1, 1, 1})),
            "a.yaml:2:9: 'split' leaves no row for test: the data has 2 groups");
}

// Columns, and refusals

TEST(Parts, MayBeSaidByAColumn) {
  auto data = of_rows(4);
  data.parts = {Shared<std::int32_t>({1, 0, 0, 2}), {"train", "test", "validation"}};
  spec::Split split;
  split.by = "part";
  const Rows rows = divide(split, data, Random(1));
  EXPECT_EQ(rows.train, (RowList{1, 2}));
  EXPECT_EQ(rows.validation, (RowList{3}));
  EXPECT_EQ(rows.test, (RowList{0}));
}

TEST(Parts, ThatAreNoneAreRefused) {
  auto data = of_rows(2);
  data.files = {{"t.csv", 1, ""}};
  data.lines = Shared<std::int32_t>({2, 3});
  data.parts = {Shared<std::int32_t>({0, 1}), {"train", "tset"}};
  spec::Split split;
  split.by = "part";
  EXPECT_EQ(refusal(split, data),
            "t.csv:3: 'tset' in column 'part' is no part; expected train, validation or test; did you mean 'test'?");
  data.parts = {Shared<std::int32_t>({0, 0}), {"test"}};
  split.place = {"a.yaml", 2, 9};
  EXPECT_EQ(refusal(split, data), "a.yaml:2:9: no row is 'train' in column 'part'");
}

TEST(Folds, AreNotMoreThanRowsOrGroups) {
  EXPECT_EQ(refusal(folds(5), of_rows(4)),
            "a.yaml:2:9: 'split' asks for 5 folds of 4 rows; expected from 2 to as many as there are");
  auto split = folds(3);
  split.group = "g";
  EXPECT_EQ(refusal(split, of_groups({0, 0, 1})),
            "a.yaml:2:9: 'split' asks for 3 folds of 2 groups; expected from 2 to as many as there are");
}

TEST(Folds, LeaveSomethingToTrainOn) {
  auto split = folds(2);
  split.validation = 2;
  EXPECT_EQ(refusal(split, of_rows(4)),
            "a.yaml:2:9: 'split.validation' asks for 2 of the 2 rows that are not tested, and at least one must be for "
            "training");
}

TEST(Windows, NeedRowsBeforeTheFirstTest) {
  auto split = folds(3);
  split.window = spec::Split::Window::rolling;
  split.window_rows = 8;
  split.test = 2;
  EXPECT_EQ(refusal(split, of_rows(12)),
            "a.yaml:2:9: fold 0 of 3 needs more than the 6 rows before its 2 test rows; take fewer folds, or less for "
            "test, gap and window");
}

}  // namespace
}  // namespace assay::data
