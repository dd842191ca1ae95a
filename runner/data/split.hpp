#pragma once
/// Cuts the rows of a data set into training, validation and test parts; divide.hpp has the other ways.

#include <array>
#include <cstdint>
#include <vector>

#include <assay/random.hpp>

#include "spec/split.hpp"

namespace assay::data {

struct Rows {
  std::vector<std::int64_t> train, validation, test;
};

/// How many rows training, validation and test get of `rows`.
std::array<std::int64_t, 3> counts_of(const spec::Split& spec, std::int64_t rows);

/// Shares without strata or groups: row numbers of each part, in random order (`random`) or in the file's order. Throws
/// Failure(data) where the split asks for more rows than there are or leaves the training part empty.
Rows split(const spec::Split& spec, std::int64_t rows, Random random);

/// The rows of each part in the files that they lie in; what the training file gives to validation is split as above.
Rows split_given(const spec::Split& spec, const std::array<std::int64_t, 3>& rows, Random random);

}  // namespace assay::data
