#pragma once
/// Small data sets and splits for the tests of data/divide.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "data/divide.hpp"

namespace assay::data {

using RowList = std::vector<std::int64_t>;
using Parts = std::vector<RowList>;
using enum spec::Split::Strata;

inline RawDataset of_rows(std::int64_t rows) {
  RawDataset data;
  data.rows = rows;
  data.input = Shape({1});
  data.target = Shape();
  std::vector<double> inputs(static_cast<std::size_t>(rows));
  std::iota(inputs.begin(), inputs.end(), 0.0);
  data.inputs = Shared<double>(inputs);
  return data;
}

inline RawDataset of_classes(const std::vector<std::int64_t>& classes) {
  RawDataset data = of_rows(static_cast<std::int64_t>(classes.size()));
  data.targets = Shared<std::int64_t>(classes);
  data.classes = *std::ranges::max_element(classes) + 1;
  return data;
}

inline RawDataset of_groups(const std::vector<std::int32_t>& groups) {
  RawDataset data = of_rows(static_cast<std::int64_t>(groups.size()));
  data.groups.of_row = Shared<std::int32_t>(groups);
  return data;
}

/// In the file's order.
inline spec::Split folds(std::int64_t number) {
  spec::Split split{0, 0, 0, false, {"a.yaml", 2, 9}};
  split.folds = number;
  return split;
}

inline Parts tests_of(spec::Split split, const RawDataset& data) {
  Parts tests;
  for (std::int64_t fold = 0; fold < folds_of(split, data); ++fold) {
    split.fold = fold;
    tests.push_back(divide(split, data, Random(1)).test);
  }
  return tests;
}

}  // namespace assay::data
