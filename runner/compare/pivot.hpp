#pragma once
/// Scores by two properties of the runs, as in a paper's table: rows by one, columns by the other.

#include <span>
#include <string>
#include <vector>

#include "compare/descriptive.hpp"
#include "store/record.hpp"

namespace assay::compare {

struct Pivot {
  std::string rows_by, columns_by, metric;
  std::vector<std::string> rows{}, columns{};      ///< values, in the order of first appearance
  std::vector<std::vector<Description>> scores{};  ///< [row][column]; n is 0 where there are no runs
  std::vector<std::vector<std::size_t>> lost{};    ///< [row][column]: diverged and failed runs
  std::vector<std::vector<std::size_t>> arms{};    ///< [row][column]: how many the runs belong to
  std::vector<std::string> notes{};                ///< what a reader should know besides
};

/// `columns_by` may be empty: a single column. Runs that lack one of the properties are left out. Throws Failure(usage)
/// for a property that no run has, with did-you-mean.
Pivot pivot(std::span<const store::Record> runs, const std::string& metric, const std::string& rows_by,
            const std::string& columns_by);

}  // namespace assay::compare
