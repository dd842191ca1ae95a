#pragma once
/// How numbers of statistics stand in tables and sentences: intervals, probabilities, counts.

#include <string>
#include <vector>

#include "compare/descriptive.hpp"
#include "report/table.hpp"

namespace assay::report {

std::string fixed(double value, int digits);

/// "0.123 to 0.456"; "-" where there is none.
std::string range(const compare::Interval& interval);

/// Four digits, "<.0001", or "-" for NaN.
Cell probability(double p);

/// "1 pair", "2 pairs".
std::string plural(std::size_t n, const std::string& noun);

/// One column for people, `title`, and two for programs, `key`_low and `key`_high.
void interval_columns(Table& table, const std::string& title, const std::string& key, bool for_people = true,
                      bool is_detail = false);
/// Their three cells.
void add_interval(std::vector<Cell>& row, const compare::Interval& interval, const std::string& text);

}  // namespace assay::report
