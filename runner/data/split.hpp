#pragma once
/// Divides the rows of a data set into training, validation and test parts.

#include <cstdint>
#include <vector>

#include <assay/random.hpp>

#include "spec/run_spec.hpp"

namespace assay::data {

struct Rows {
  std::vector<std::int64_t> train, validation, test;
};

/// Row numbers of each part, in random order (`random`) or in the file's order. Throws Failure(data) where the split
/// asks for more rows than there are or leaves the training part empty.
Rows split(const spec::Split& spec, std::int64_t rows, Random random);

}  // namespace assay::data
