#pragma once
/// A table of a text file: columns of numbers and of names, every cell understood or refused with its place.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.hpp"
#include "data/table_layout.hpp"

namespace assay::data {

struct TableColumn {
  std::string name;                     ///< empty where the table has no header
  bool names = false;                   ///< its values are numbers of names
  std::vector<std::string> categories;  ///< the different names, by code points
  std::size_t index = 0;                ///< in the file, from 0
  bool missing = false;                 ///< a target of which no row has a value
  Place first_missing{};                ///< of an input, where steps may fill it in; line 0: none is missing
};

/// Values lie row by row; a name as its number in `categories`.
struct Table {
  std::vector<TableColumn> inputs, targets;  ///< in the file's order, without those that are ignored
  std::vector<double> input_values;          ///< [rows, inputs]
  std::vector<double> target_values;         ///< [rows, targets]
  Labelling parts, groups;                   ///< of the columns that the layout names; names as they come
  std::vector<std::int32_t> lines;           ///< where each row begins
  std::int64_t rows = 0;
  bool header = false;
};

/// Reads `text`, UTF-8. A column is one of numbers if every cell is a number, one of names if none is; with both the
/// experiment must say which. Throws Failure(data) with file:line:column, what was wrong and the cure.
Table read_table(std::string_view text, const std::string& file, const TableLayout& layout);

}  // namespace assay::data
