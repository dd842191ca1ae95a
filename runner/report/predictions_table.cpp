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

Table predictions_table(const Array& outputs, const Array& targets) {
  const auto values = outputs.as<double>(), wanted = targets.as<double>();
  const auto width = static_cast<std::size_t>(outputs.shape.back());
  const std::size_t rows = values.size() / width, per_row = wanted.size() / rows;
  const bool classes = per_row == 1 && width > 1;
  Table table;
  table.column("row");
  for (std::size_t i = 0; i < per_row; ++i) table.column(numbered("target", i, per_row));
  if (classes) table.column("prediction");
  for (std::size_t i = 0; i < width; ++i) table.column(numbered("output", i, width));
  for (std::size_t r = 0; r < rows; ++r) {
    const std::span one = std::span(values).subspan(r * width, width);
    std::vector<Cell> row{count_cell(r)};
    for (std::size_t i = 0; i < per_row; ++i) row.push_back(number_cell(wanted[r * per_row + i]));
    if (classes) row.push_back(count_cell(static_cast<std::size_t>(std::ranges::max_element(one) - one.begin())));
    for (const double value : one) row.push_back(number_cell(value));
    table.row(std::move(row));
  }
  return table;
}

}  // namespace assay::report
