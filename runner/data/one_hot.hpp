#pragma once
/// Columns of names as numbers: one input a name, 1 in the rows that have it.

#include <string>
#include <vector>

#include "data/table.hpp"

namespace assay::data {

struct Inputs {
  std::vector<double> values;      ///< [rows, width]
  std::vector<std::string> names;  ///< "column", or "column=name" for a name; empty: no header and no names
  std::size_t width = 0;
};

/// Takes the input values out of the table.
Inputs spread(Table& table);

/// Throws Failure(data) for a column of which the experiment says nothing and whose names mostly occur once, and where
/// there would be too many inputs. What is taken for names goes to `notes`.
void check_names_of(const Table& table, const std::string& file, const TableLayout& layout,
                    std::vector<std::string>& notes);

/// "column=name", with the column's number where it has no name.
std::string input_name(const TableColumn& column, const std::string& category);

}  // namespace assay::data
