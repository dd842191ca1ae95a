#include "data/csv_like.hpp"

#include <algorithm>
#include <cmath>

#include "base/suggest.hpp"
#include "data/one_hot.hpp"

namespace assay::data {
namespace {

using Names = std::vector<std::string>;

/// The names that a column had in the model's data.
Names categories_of(const TableColumn& column, const Form& like) {
  Names names;
  const std::string prefix = input_name(column, "");
  for (const auto& input : like.input_names)
    if (input.starts_with(prefix)) names.push_back(input.substr(prefix.size()));
  return names;
}

/// Makes the numbers of a column's names those that they had.
void renumber(Table& table, std::size_t c, const Names& known, const std::string& file) {
  TableColumn& column = table.inputs[c];
  std::vector<double> numbers;
  for (const auto& name : column.categories) {
    const auto found = std::ranges::find(known, name);
    if (found == known.end())
      refuse(file, 0, 0,
             "'" + name + "' in " + column_text({column.name}, 0) + " is no name that the run saw" +
                 did_you_mean(name, known) + " (they are " + list_of(known) + ")");
    numbers.push_back(static_cast<double>(found - known.begin()));
  }
  for (std::size_t at = c; at < table.input_values.size(); at += table.inputs.size())
    table.input_values[at] = numbers[static_cast<std::size_t>(table.input_values[at])];
  column.categories = known;
}

/// Without columns of names that the model does not take.
void leave_out(Table& table, const std::vector<bool>& unknown, std::vector<std::string>& notes,
               const std::string& file) {
  if (std::ranges::none_of(unknown, [](bool one) { return one; })) return;
  std::vector<double> kept;
  for (std::size_t at = 0; at < table.input_values.size(); ++at)
    if (!unknown[at % unknown.size()]) kept.push_back(table.input_values[at]);
  std::vector<TableColumn> columns;
  for (std::size_t c = 0; c < unknown.size(); ++c)
    if (unknown[c])
      notes.push_back(file + ": '" + table.inputs[c].name + "' is no input of the run and not used");
    else
      columns.push_back(std::move(table.inputs[c]));
  table.input_values = std::move(kept);
  table.inputs = std::move(columns);
}

/// Numbers that are classes with names there get these names here.
void name_classes(RawDataset& data, std::vector<double>& values) {
  std::vector<double> different;
  for (const double value : values)
    if (!std::isnan(value)) different.push_back(value);
  std::ranges::sort(different);
  different.erase(std::unique(different.begin(), different.end()), different.end());
  for (double& value : values)
    if (!std::isnan(value)) value = static_cast<double>(std::ranges::lower_bound(different, value) - different.begin());
  for (const double value : different) data.class_names.push_back(number_text(value));
}

void add_targets(RawDataset& data, Table& table, const Form& like) {
  if (table.targets.empty()) return;
  data.target = like.target;
  if (table.targets[0].names)
    data.class_names = table.targets[0].categories;
  else if (!like.class_names.empty())
    name_classes(data, table.target_values);
  data.targets = compact(std::move(table.target_values));
}

}  // namespace

ColumnsWanted wanted_by(const Form& like) {
  ColumnsWanted wanted;
  wanted.targets = like.target_names;
  for (const auto& column : like.columns) (column.category ? wanted.categories : wanted.numbers).push_back(column.name);
  wanted.inputs = like.columns.size();
  if (wanted.inputs > 0) return wanted;
  for (const auto& input : like.input_names) {
    const std::size_t mark = input.find('=');
    if (mark == std::string::npos)
      wanted.numbers.push_back(input);
    else if (wanted.categories.empty() || wanted.categories.back() != input.substr(0, mark))
      wanted.categories.push_back(input.substr(0, mark));
  }
  wanted.inputs = like.input_names.empty() ? static_cast<std::size_t>(like.input.size())
                                           : wanted.numbers.size() + wanted.categories.size();
  return wanted;
}

RawDataset conforming(Table table, const Form& like, const Contents& contents, bool raw) {
  RawDataset data;
  data.rows = table.rows;
  data.files.push_back(contents.file);
  if (table.header)
    for (const auto& column : table.targets) data.target_names.push_back(column.name);
  add_targets(data, table, like);
  std::vector<bool> unknown(table.inputs.size());
  for (std::size_t c = 0; c < unknown.size() && !raw; ++c) {
    if (!table.inputs[c].names) continue;
    const Names known = categories_of(table.inputs[c], like);
    unknown[c] = known.empty();
    if (!known.empty()) renumber(table, c, known, contents.name);
  }
  leave_out(table, unknown, data.notes, contents.name);
  take_inputs(data, table, raw);
  return data;
}

}  // namespace assay::data
