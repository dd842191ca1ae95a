#pragma once
/// A table's inputs. Without steps that say otherwise, a column of names becomes one input a name, 1 in the rows that
/// have it.

#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "data/table.hpp"

namespace assay::data {

/// Moves them from the table to `data`: as they are, for the steps of `prepare:`, or the names spread over inputs.
void take_inputs(RawDataset& data, Table& table, bool raw);

/// Throws Failure(data) for a column of which the experiment says nothing and whose names mostly occur once, and where
/// there would be too many inputs. What is taken for names goes to `notes`.
void check_names_of(const Table& table, const std::string& file, const TableLayout& layout,
                    std::vector<std::string>& notes);

/// "column=name", with the column's number where it has no name.
std::string input_name(const TableColumn& column, const std::string& category);

}  // namespace assay::data
