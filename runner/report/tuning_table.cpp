#include "report/tuning_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "compare/descriptive.hpp"
#include "report/statistics_cells.hpp"
#include "spec/scalar.hpp"

namespace assay::report {
namespace {

using Align = Table::Align;
using Values = std::vector<std::pair<std::string, std::string>>;

/// The searches of one model at one point of the sweep.
struct Row {
  std::string model;
  Values axes;
  std::vector<const compare::TunedSearch*> searches{};
};

std::vector<Row> rows_of(const compare::Tuning& tuning) {
  std::vector<Row> rows;
  for (const auto& one : tuning.searches) {
    auto row = std::ranges::find_if(
        rows, [&](const Row& other) { return other.model == one.model && other.axes == one.axes; });
    if (row == rows.end()) row = rows.insert(rows.end(), {one.model, one.axes});
    row->searches.push_back(&one);
  }
  return rows;
}

void add_new(std::vector<std::string>& names, const Values& values) {
  for (const auto& [name, value] : values)
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

std::string value_of(const Values& values, const std::string& name) {
  const auto found = std::ranges::find(values, name, &Values::value_type::first);
  return found == values.end() ? "" : found->second;
}

/// "0.003 [0.0012, 0.0087]", or "relu 4, tanh 2".
std::string winners_text(const Row& row, const std::string& axis) {
  std::vector<double> numbers;
  std::map<std::string, std::size_t> counts;
  for (const auto* search : row.searches) {
    const std::string text = value_of(search->values, axis);
    if (text.empty()) continue;
    ++counts[text];
    if (const auto number = spec::to_real(std::string_view(text))) numbers.push_back(*number);
  }
  if (counts.empty()) return "";
  std::size_t all = 0;
  std::string text;
  for (const auto& [value, count] : counts) {
    all += count;
    text += (text.empty() ? "" : ", ") + value + ' ' + std::to_string(count);
  }
  if (numbers.size() != all) return text;
  const auto found = compare::describe(numbers);
  return number(found.median) + " [" + number(found.least) + ", " + number(found.most) + ']';
}

double mean_gain(const Row& row) {
  double sum = 0;
  for (const auto* search : row.searches) sum += search->gain;
  return sum / static_cast<double>(row.searches.size());
}

}  // namespace

Table tuning_table(const compare::Tuning& tuning) {
  std::vector<std::string> swept, searched;
  for (const auto& one : tuning.searches) add_new(swept, one.axes), add_new(searched, one.values);
  Table table;
  table.column("model", Align::left);
  for (const auto& axis : swept) table.column(axis, Align::left);
  table.column("searches");
  table.column("trials");
  table.column("epochs spent");
  table.column("gain over trial 0");
  for (const auto& axis : searched) table.column(axis, Align::left);
  for (const auto& row : rows_of(tuning)) {
    std::vector<Cell> cells{row.model};
    for (const auto& axis : swept) cells.emplace_back(value_of(row.axes, axis));
    double epochs = 0;
    for (const auto* search : row.searches) epochs += search->epochs;
    cells.push_back(count_cell(row.searches.size()));
    cells.push_back(count_cell(row.searches.front()->trials.size()));
    cells.push_back(number_cell(epochs, 6));
    cells.push_back(number_cell(mean_gain(row)));
    for (const auto& axis : searched) cells.emplace_back(winners_text(row, axis));
    table.row(std::move(cells));
  }
  table.caption("What the searches chose: median and range over seeds, or how often.");
  return table;
}

}  // namespace assay::report
