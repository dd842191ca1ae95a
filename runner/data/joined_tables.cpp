#include "data/joined_tables.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"
#include "data/csv.hpp"

namespace assay::data {
namespace {

using Names = std::vector<std::string>;

std::string key_of(const TableColumn& column) {
  return column.name.empty() ? std::to_string(column.index + 1) : column.name;
}

/// `layout` for a table whose columns must be what they are in `first`.
TableLayout layout_like(const Table& first, TableLayout layout) {
  std::erase_if(layout.rules, [](const ColumnRule& rule) { return rule.kind != ColumnKind::ignore; });
  layout.header = first.header;
  layout.targets.clear();
  for (const auto& column : first.inputs)
    layout.rules.push_back({key_of(column), column.names ? ColumnKind::category : ColumnKind::number});
  for (const auto& column : first.targets) {
    layout.targets.push_back(key_of(column));
    if (layout.classes.empty() && column.names) layout.classes = column.categories;
    if (!column.names) layout.target_kind = TargetKind::quantities;  // numbers, whatever they are taken for
  }
  return layout;
}

/// For each column of `first` its place in `other`, where all are the same.
std::vector<std::size_t> places_in(const Table& first, const Table& other, const std::string& file,
                                   const std::string& first_file) {
  Names known;
  for (const auto& column : first.inputs) known.push_back(key_of(column));
  for (const auto& column : other.inputs)
    if (std::ranges::find(known, key_of(column)) == known.end())
      refuse(file, other.header ? 1 : 0, 1,
             "column '" + key_of(column) + "' is not in " + first_file + did_you_mean(key_of(column), known) +
                 "; leave it out with columns: {" + key_of(column) + ": ignore}, or add it there");
  std::vector<std::size_t> places;
  for (const auto& name : known)
    places.push_back(static_cast<std::size_t>(std::ranges::find(other.inputs, name, key_of) - other.inputs.begin()));
  return places;
}

/// Both columns' names in one list; the values of both are renumbered.
void join_names(Names& names, std::vector<double>& values, std::size_t column, std::size_t width, const Names& others,
                std::vector<double>& other_values, std::size_t other_column) {
  Names all;
  std::ranges::set_union(names, others, std::back_inserter(all));
  const auto renumber = [&](std::vector<double>& some, std::size_t first, const Names& old) {
    std::vector<double> number;
    for (const auto& name : old)
      number.push_back(static_cast<double>(std::ranges::lower_bound(all, name) - all.begin()));
    for (std::size_t at = first; at < some.size(); at += width)
      if (!std::isnan(some[at])) some[at] = number[static_cast<std::size_t>(some[at])];
  };
  if (all.size() > names.size()) renumber(values, column, names);
  renumber(other_values, other_column, others);
  names = std::move(all);
}

void append_inputs(Table& table, Table& other, const std::vector<std::size_t>& places) {
  const std::size_t width = places.size();
  for (std::size_t c = 0; c < width; ++c) {
    TableColumn& column = table.inputs[c];
    const TableColumn& same = other.inputs[places[c]];
    if (column.first_missing.line == 0) column.first_missing = same.first_missing;
    if (column.names)
      join_names(column.categories, table.input_values, c, width, same.categories, other.input_values, places[c]);
  }
  for (std::size_t row = 0; row < other.input_values.size(); row += width)
    for (const std::size_t place : places) table.input_values.push_back(other.input_values[row + place]);
}

/// Their order is that of the target in the first table; names are all among the first's.
void append_targets(Table& table, Table& other) {
  const std::size_t width = table.targets.size();
  for (std::size_t c = 0; c < width; ++c)
    if (table.targets[c].names)
      join_names(table.targets[c].categories, table.target_values, c, width, other.targets[c].categories,
                 other.target_values, c);
  table.target_values.insert(table.target_values.end(), other.target_values.begin(), other.target_values.end());
}

}  // namespace

JoinedTables join_tables(std::vector<Contents>& files, const TableLayout& layout, std::vector<std::string>& notes) {
  JoinedTables joined{table_of(files[0], layout, notes), {}};
  joined.rows.push_back(joined.table.rows);
  const TableLayout others = layout_like(joined.table, layout);
  for (std::size_t i = 1; i < files.size(); ++i) {
    Table other = table_of(files[i], others, notes);
    const auto places = places_in(joined.table, other, files[i].name, files[0].name);
    append_inputs(joined.table, other, places);
    append_targets(joined.table, other);
    joined.table.rows += other.rows;
    joined.rows.push_back(other.rows);
  }
  return joined;
}

}  // namespace assay::data
