#pragma once
/// What stands in the columns of a table, in a few figures.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "data/dataset.hpp"

namespace assay::data {

struct ColumnFacts {
  std::string name;
  bool category = false;
  std::int64_t missing = 0;          ///< rows without a value
  std::int64_t distinct = 0;         ///< different values
  double least = 0, most = 0;        ///< of numbers; NaN where all are missing
  std::string commonest;             ///< the most frequent value, the first of equal ones; empty: none occurs twice
  std::int64_t commonest_count = 0;  ///< rows that have it
};

/// One for each of raw.columns.
std::vector<ColumnFacts> facts_of(const RawDataset& raw);

/// As load(), but a table's columns as they are found, whatever is made of them later.
RawDataset load_columns(const spec::DataSpec& spec, const std::filesystem::path& folder, const Random& random);

}  // namespace assay::data
