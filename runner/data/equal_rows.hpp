#pragma once
/// Rows with the same inputs.

#include <cstdint>
#include <vector>

#include "data/dataset.hpp"

namespace assay::data {

/// For each row a number that it shares with those rows whose inputs are the same, numbered as they come. Told by 128
/// bits of a hash: two different rows among a million are taken for equal once in 10^26 data sets.
std::vector<std::int32_t> equal_rows(const RawDataset& data);

}  // namespace assay::data
