#pragma once
/// The table of a pivot: for people mean ± standard deviation by row and column, for programs a line a cell.

#include "compare/pivot.hpp"
#include "report/table.hpp"

namespace assay::report {

Table pivot_table(const compare::Pivot& pivot, bool larger_is_better, Table::Format format);

}  // namespace assay::report
