#include "data/one_hot.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "data/request.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kMostShown = 5, kFew = 20;
constexpr double kMostBytes = 8e9;

std::string key_of(const TableColumn& column) {
  return column.name.empty() ? std::to_string(column.index + 1) : column.name;
}

bool has_rule(const TableLayout& layout, const TableColumn& column) {
  return std::ranges::any_of(layout.rules, [&](const ColumnRule& rule) {
    return rule.column == column.name || rule.column == std::to_string(column.index + 1);
  });
}

/// Names that hardly ever occur again tell rows apart, and nothing else.
void check_categories(const TableColumn& column, const Table& table, const std::string& file, const TableLayout& layout,
                      std::vector<std::string>& notes) {
  const std::size_t count = column.categories.size();
  if (has_rule(layout, column)) return;
  if (count > kFew && 2 * count > static_cast<std::size_t>(table.rows))
    refuse(file, 0, 0,
           "column '" + key_of(column) + "' holds " + std::to_string(count) + " different names in " +
               std::to_string(table.rows) + " rows; say columns: {" + key_of(column) +
               ": ignore}, or category for an input each");
  std::string names;
  for (std::size_t i = 0; i < std::min(count, kMostShown); ++i) names += (i == 0 ? "" : ", ") + column.categories[i];
  notes.push_back(file + ": column '" + key_of(column) + "' holds " + std::to_string(count) + " names (" + names +
                  (count > kMostShown ? ", ..." : "") + ")" + (layout.raw ? "" : "; each is an input of 0 or 1"));
}

std::vector<double> spread_values(const Table& table, std::size_t width) {
  std::vector<double> values(static_cast<std::size_t>(table.rows) * width, 0.0);
  double* out = values.data();
  const double* in = table.input_values.data();
  for (std::int64_t row = 0; row < table.rows; ++row)
    for (const auto& column : table.inputs) {
      const double value = *in++;
      out[column.names ? static_cast<std::size_t>(value) : 0] = column.names ? 1.0 : value;
      out += column.names ? column.categories.size() : 1;
    }
  return values;
}

}  // namespace

std::string input_name(const TableColumn& column, const std::string& category) {
  return key_of(column) + '=' + category;
}

void check_names_of(const Table& table, const std::string& file, const TableLayout& layout,
                    std::vector<std::string>& notes) {
  std::size_t width = 0;
  for (const auto& column : table.inputs) {
    width += column.names && !layout.raw ? column.categories.size() : 1;
    if (column.names) check_categories(column, table, file, layout, notes);
  }
  if (const double bytes = 8.0 * static_cast<double>(width) * static_cast<double>(table.rows); bytes > kMostBytes)
    refuse(file, 0, 0,
           "its names make " + std::to_string(width) + " inputs, " + bytes_text(bytes) +
               " in all; leave columns out with columns: {name: ignore}");
}

void take_inputs(RawDataset& data, Table& table, bool raw) {
  const bool any_names = std::ranges::any_of(table.inputs, &TableColumn::names);
  std::size_t width = 0;
  for (auto& column : table.inputs) {
    const bool spread = column.names && !raw;
    width += spread ? column.categories.size() : 1;
    if (!spread && (table.header || any_names || raw)) data.input_names.push_back(key_of(column));
    if (spread)
      for (const auto& category : column.categories) data.input_names.push_back(input_name(column, category));
    if (raw) data.columns.push_back({key_of(column), column.names, std::move(column.categories), column.first_missing});
  }
  data.input = Shape({static_cast<std::int64_t>(width)});
  data.inputs = compact(any_names && !raw ? spread_values(table, width) : std::move(table.input_values));
}

}  // namespace assay::data
