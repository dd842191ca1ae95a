#include "report/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>

namespace assay::report {

std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string number(double value, int digits) {
  if (std::isnan(value)) return "-";
  char text[64];
  const double size = std::abs(value);
  if (value == std::round(value) && size < 1e9)
    std::snprintf(text, sizeof text, "%.0f", value);
  else if (size >= 1e-4 && size < 1)
    std::snprintf(text, sizeof text, "%.*f", digits, value);
  else
    std::snprintf(text, sizeof text, "%.*g", digits, value);
  return text;
}

void Table::column(std::string title, Align align) { columns_.push_back({std::move(title), align}); }

void Table::row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out) const {
  std::vector<std::size_t> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t most = width(columns_[c].title);
    for (const auto& row : rows_) most = std::max(most, width(row[c]));
    widths.push_back(most);
  }
  const auto line = [&](auto cell_of) {
    std::string text;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = cell_of(c);
      const std::string padding(widths[c] - width(cell), ' ');
      text += (c > 0 ? "  " : "") + (columns_[c].align == Align::right ? padding + cell : cell + padding);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  };
  line([&](std::size_t c) { return columns_[c].title; });
  line([&](std::size_t c) {
    std::string rule;
    for (std::size_t i = 0; i < widths[c]; ++i) rule += "─";
    return rule;
  });
  for (const auto& row : rows_) line([&](std::size_t c) { return row[c]; });
}

}  // namespace assay::report
