#include "report/confusion_table.hpp"

namespace assay::report {

Table confusion_table(const Array& counts, const std::vector<std::string>& names) {
  const auto numbers = counts.as<double>();
  const auto classes = static_cast<std::size_t>(counts.shape[0]);
  const auto name = [&](std::size_t k) { return k < names.size() ? names[k] : std::to_string(k); };
  Table table;
  table.column("true \\ predicted", Table::Align::left);
  for (std::size_t k = 0; k < classes; ++k) table.column(name(k));
  for (std::size_t row = 0; row < classes; ++row) {
    std::vector<Cell> cells{name(row)};
    for (std::size_t k = 0; k < classes; ++k)
      cells.push_back(count_cell(static_cast<std::size_t>(numbers[row * classes + k])));
    table.row(std::move(cells));
  }
  return table;
}

}  // namespace assay::report
