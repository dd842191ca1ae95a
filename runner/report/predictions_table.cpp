#include "report/predictions_table.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace assay::report {
namespace {

std::string numbered(const char* name, std::size_t i, std::size_t of) {
  return of == 1 ? name : name + ('_' + std::to_string(i));
}

}  // namespace

Table predictions_table(const Predictions& given) {
  const auto values = given.outputs.as<double>(), wanted = given.targets.as<double>();
  const auto samples = static_cast<std::size_t>(given.outputs.shape[0]);
  const auto width = static_cast<std::size_t>(given.outputs.shape.back());
  const std::size_t rows = values.size() / width, positions = rows / samples;
  const bool labels = std::ranges::find(given.labelled, true) != given.labelled.end();
  const std::size_t per_row = labels ? wanted.size() / rows : 0;
  const bool classes = given.classes && width > 1;
  const auto class_cell = [&](std::size_t number) {
    return number < given.class_names.size() ? Cell(given.class_names[number]) : count_cell(number);
  };
  Table table;
  table.column("sample");
  if (!given.rows.empty()) table.column("row");
  if (positions > 1) table.column("position");
  for (std::size_t i = 0; i < per_row; ++i) table.column(numbered("target", i, per_row));
  if (classes) table.column("prediction");
  for (std::size_t i = 0; i < width; ++i) table.column(numbered("output", i, width));
  for (std::size_t r = 0; r < rows; ++r) {
    const std::span one = std::span(values).subspan(r * width, width);
    std::vector<Cell> row{count_cell(r / positions)};
    if (!given.rows.empty()) row.push_back(count_cell(static_cast<std::size_t>(given.rows[r / positions])));
    if (positions > 1) row.push_back(count_cell(r % positions));
    for (std::size_t i = 0; i < per_row; ++i) {
      const double target = wanted[r * per_row + i];
      row.push_back(!given.labelled[r / positions] ? Cell("")
                    : given.classes                ? class_cell(static_cast<std::size_t>(target))
                                                   : number_cell(target));
    }
    if (classes) row.push_back(class_cell(static_cast<std::size_t>(std::ranges::max_element(one) - one.begin())));
    for (const double value : one) row.push_back(number_cell(value));
    table.row(std::move(row));
  }
  return table;
}

}  // namespace assay::report
