#include "report/statistics_cells.hpp"

#include <cmath>
#include <cstdio>

namespace assay::report {

using compare::Interval;
using Align = Table::Align;
using Audience = Table::Audience;

std::string fixed(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string range(const Interval& interval) {
  return std::isnan(interval.low) ? "-" : number(interval.low) + " to " + number(interval.high);
}

Cell probability(double p) { return {std::isnan(p) ? "-" : p < 0.0001 ? "<.0001" : fixed(p, 4), p}; }

std::string plural(std::size_t n, const std::string& noun) {
  return std::to_string(n) + ' ' + noun + (n == 1 ? "" : "s");
}

void interval_columns(Table& table, const std::string& title, const std::string& key, bool for_people, bool is_detail) {
  table.column(title, Align::right, for_people ? Audience::people : Audience::nobody);
  if (is_detail) table.detail();
  table.column(title, Align::right, Audience::programs, key + "_low");
  table.column(title, Align::right, Audience::programs, key + "_high");
}

void add_interval(std::vector<Cell>& row, const Interval& interval, const std::string& text) {
  row.emplace_back(text);
  row.push_back(number_cell(interval.low));
  row.push_back(number_cell(interval.high));
}

}  // namespace assay::report
