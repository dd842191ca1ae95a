#pragma once
/// Parts of a data set that lie in tables of their own, as one table.

#include <string>
#include <vector>

#include "data/request.hpp"
#include "data/table.hpp"

namespace assay::data {

struct JoinedTables {
  Table table;
  std::vector<std::int64_t> rows;  ///< of each file
};

/// The rows of `files`, one file behind another, their columns by name where the first has names. The first decides
/// what is a number, a name and a class: what is none in another is refused there (Failure(data)). Names of inputs are
/// those of all files. Takes the files' bytes.
JoinedTables join_tables(std::vector<Contents>& files, const TableLayout& layout, std::vector<std::string>& notes);

}  // namespace assay::data
