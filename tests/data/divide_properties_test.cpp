// What holds for every division, tried on 1,000 random designs.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "data/divided.hpp"

namespace assay::data {
namespace {

struct Design {
  spec::Split split;
  RawDataset data;
  std::vector<std::int32_t> strata, groups;
};

std::vector<std::int32_t> random_numbers(Random& random, std::int64_t rows, std::uint64_t below) {
  std::vector<std::int32_t> numbers;
  for (std::int64_t row = 0; row < rows; ++row) numbers.push_back(static_cast<std::int32_t>(random.below(below)));
  return numbers;
}

Design random_design(std::uint64_t seed) {
  Random random(seed);
  const auto rows = static_cast<std::int64_t>(30 + random.below(200));
  Design design;
  design.strata = random_numbers(random, rows, 2 + random.below(5));
  design.data = of_classes({design.strata.begin(), design.strata.end()});
  spec::Split& split = design.split;
  split.shuffled = random.below(2) == 0;
  if (random.below(2) == 0) {
    split.folds = static_cast<std::int64_t>(2 + random.below(8));
    split.fold = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(split.folds)));
    split.repeat = static_cast<std::int64_t>(random.below(3));
    split.train = split.test = 0;
    split.validation = random.below(3) == 0 ? 0 : 0.15;
  } else {
    split.train = 0.4 + 0.05 * static_cast<double>(random.below(5));
    split.validation = random.below(3) == 0 ? 0 : 0.15;
    split.test = random.below(2) == 0 ? 0.2 : 1 - split.train - split.validation;
  }
  if (random.below(2) == 0) split.strata = asked;
  if (random.below(3) == 0 && (split.shuffled || split.folds > 0)) {
    design.groups = random_numbers(random, rows, 12 + random.below(20));
    design.data.groups.of_row = Shared<std::int32_t>(design.groups);
    split.group = "g";
  }
  return design;
}

std::string text_of(const Design& design, std::uint64_t seed) {
  return "design " + std::to_string(seed) + ", " + std::to_string(design.data.rows) + " rows, folds " +
         std::to_string(design.split.folds);
}

RowList all_of(const Rows& rows) {
  RowList all = rows.train;
  all.insert(all.end(), rows.validation.begin(), rows.validation.end());
  all.insert(all.end(), rows.test.begin(), rows.test.end());
  std::ranges::sort(all);
  return all;
}

TEST(Divisions, HaveEveryRowOnceAtMostAndFoldsAllOfThem) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Design design = random_design(seed);
    const auto all = all_of(divide(design.split, design.data, Random(seed)));
    ASSERT_EQ(std::ranges::adjacent_find(all), all.end()) << text_of(design, seed);
    const double shares = design.split.train + design.split.validation + design.split.test;
    if (design.split.folds > 0 || shares > 1 - 1e-9) {
      ASSERT_EQ(static_cast<std::int64_t>(all.size()), design.data.rows) << text_of(design, seed);
    }
  }
}

TEST(Divisions, GiveEveryPartItsShareOfEveryClassWithinARow) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Design design = random_design(seed);
    if (design.split.strata != asked || !design.groups.empty()) continue;
    const Rows rows = divide(design.split, design.data, Random(seed));
    const auto expect = [&](const RowList& part, const RowList& among, double of_part) {
      std::map<std::int32_t, double> have, all;
      for (const auto row : among) ++all[design.strata[static_cast<std::size_t>(row)]];
      for (const auto row : part) ++have[design.strata[static_cast<std::size_t>(row)]];
      for (const auto& [stratum, count] : all) {
        const double share = count * of_part / static_cast<double>(among.size());
        ASSERT_LE(std::abs(have[stratum] - share), 1) << text_of(design, seed);
      }
    };
    RowList everything(static_cast<std::size_t>(design.data.rows)), rest = rows.train;
    std::iota(everything.begin(), everything.end(), std::int64_t{0});
    rest.insert(rest.end(), rows.validation.begin(), rows.validation.end());
    const auto size = [](const RowList& part) { return static_cast<double>(part.size()); };
    const bool folded = design.split.folds > 0;  // of which the test part is one, whatever its size is rounded to
    expect(rows.test, everything,
           folded ? size(everything) / static_cast<double>(design.split.folds) : size(rows.test));
    expect(rows.validation, folded ? rest : everything, size(rows.validation));
    expect(rows.train, folded ? rest : everything, size(rows.train));
  }
}

TEST(Divisions, NeverTearAGroup) {
  std::int64_t seen = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const Design design = random_design(seed);
    if (design.groups.empty()) continue;
    ++seen;
    const Rows rows = divide(design.split, design.data, Random(seed));
    std::map<std::int32_t, std::set<int>> parts;
    int number = 0;
    for (const auto* part : {&rows.train, &rows.validation, &rows.test}) {
      for (const auto row : *part) parts[design.groups[static_cast<std::size_t>(row)]].insert(number);
      ++number;
    }
    for (const auto& [group, in] : parts) ASSERT_EQ(in.size(), 1U) << text_of(design, seed);
  }
  EXPECT_GT(seen, 200);
}

TEST(Divisions, TestEveryRowInOneFoldOfARepeat) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Design design = random_design(seed);
    if (design.split.folds == 0) continue;
    RowList all;
    for (const auto& part : tests_of(design.split, design.data)) all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all);
    RowList expected(static_cast<std::size_t>(design.data.rows));
    std::iota(expected.begin(), expected.end(), std::int64_t{0});
    ASSERT_EQ(all, expected) << text_of(design, seed);
  }
}

TEST(Windows, TrainOnNothingThatIsLaterOrNearerThanTheGap) {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    const auto below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random.below(n)); };
    auto split = folds(2 + below(4));
    split.window = below(2) == 0 ? spec::Split::Window::expanding : spec::Split::Window::rolling;
    split.window_rows = 15 + below(10);
    split.test = static_cast<double>(1 + below(5));
    split.gap = below(6);
    split.validation = below(2) == 0 ? 0 : 0.2;
    split.fold = below(static_cast<std::uint64_t>(split.folds));
    const Rows rows = divide(split, of_rows(60 + below(100)), Random(1));
    ASSERT_LT(rows.train.back() + split.gap, rows.test.front());
    if (rows.validation.empty()) continue;
    ASSERT_LT(rows.train.back() + split.gap, rows.validation.front());
    ASSERT_LT(rows.validation.back() + split.gap, rows.test.front());
  }
}

}  // namespace
}  // namespace assay::data
