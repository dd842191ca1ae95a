#pragma once
/// Tables in text files as data: numbers as they are, names as yes-or-no inputs or as classes.

#include "data/request.hpp"
#include "data/table.hpp"

namespace assay::data {

/// The table in `contents`; every column that is not a target is an input. A column of names becomes one input of 0 or
/// 1 for each name, called "column=name". Throws Failure(data) with file:line:column, what was wrong and the cure.
RawDataset parse_csv(Contents contents, const TableLayout& layout);

/// The table of `contents`, whose bytes are taken; what its owner should know goes to `notes`.
Table table_of(Contents& contents, const TableLayout& layout, std::vector<std::string>& notes);

RawDataset load_csv(const Request& request);
/// A shipped set whose last column is the class.
RawDataset load_classes(const Request& request);
RawDataset load_sunspots(const Request& request);

}  // namespace assay::data
