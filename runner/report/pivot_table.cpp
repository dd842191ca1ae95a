#include "report/pivot_table.hpp"

#include <cmath>

namespace assay::report {
namespace {

Table long_table(const compare::Pivot& pivot) {
  Table table;
  table.column(pivot.rows_by, Table::Align::left);
  if (!pivot.columns_by.empty()) table.column(pivot.columns_by, Table::Align::left);
  for (const char* title : {"n", "lost", "arms", "mean", "sd", "median", "min", "max"}) table.column(title);
  for (std::size_t r = 0; r < pivot.rows.size(); ++r)
    for (std::size_t c = 0; c < pivot.columns.size(); ++c) {
      const auto& s = pivot.scores[r][c];
      if (s.n + pivot.lost[r][c] == 0) continue;
      std::vector<Cell> row{pivot.rows[r]};
      if (!pivot.columns_by.empty()) row.emplace_back(pivot.columns[c]);
      row.push_back(count_cell(s.n));
      row.push_back(count_cell(pivot.lost[r][c]));
      row.push_back(count_cell(pivot.arms[r][c]));
      for (const double value : {s.mean, s.deviation, s.median, s.least, s.most}) row.push_back(number_cell(value));
      table.row(std::move(row));
    }
  return table;
}

Cell cell_of(const compare::Description& scores, std::size_t lost) {
  std::string text = scores.n == 0 ? "-" : number(scores.mean);
  if (scores.n > 1) text += " ± " + number(scores.deviation);
  if (lost > 0) text += " (" + std::to_string(lost) + " lost)";
  return {std::move(text), scores.mean};
}

}  // namespace

Table pivot_table(const compare::Pivot& pivot, bool larger_is_better, Table::Format format) {
  if (format == Table::Format::csv || format == Table::Format::json) return long_table(pivot);
  Table table;
  table.column(pivot.rows_by, Table::Align::left);
  for (const auto& column : pivot.columns) table.column(pivot.columns_by.empty() ? pivot.metric : column);
  const compare::Description* best = nullptr;
  for (const auto& row : pivot.scores)
    for (const auto& one : row)
      if (one.n > 0 && (!best || (larger_is_better ? one.mean > best->mean : one.mean < best->mean))) best = &one;
  for (std::size_t r = 0; r < pivot.rows.size(); ++r) {
    std::vector<Cell> row{pivot.rows[r]};
    for (std::size_t c = 0; c < pivot.columns.size(); ++c) {
      row.push_back(cell_of(pivot.scores[r][c], pivot.lost[r][c]));
      row.back().best = &pivot.scores[r][c] == best;
    }
    table.row(std::move(row));
  }
  table.caption(pivot.metric + " by " + pivot.rows_by + (pivot.columns_by.empty() ? "" : " and " + pivot.columns_by) +
                ": mean ± standard deviation.");
  return table;
}

}  // namespace assay::report
