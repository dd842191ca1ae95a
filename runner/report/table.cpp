#include "report/table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
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

namespace {

std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string escaped(const std::string& cell, const char* special) {
  std::string text;
  for (const char c : cell) text += (std::strchr(special, c) ? "\\" : "") + std::string(1, c);
  return text;
}

}  // namespace

template <class Quote, class Rule>
void Table::print_lines(std::ostream& out, const char* before, const char* between, const char* after, Quote quote,
                        Rule rule) const {
  const auto line = [&](auto cell_of) {
    out << before;
    for (std::size_t c = 0; c < columns_.size(); ++c) out << (c > 0 ? between : "") << quote(cell_of(c));
    out << after << '\n';
  };
  line([&](std::size_t c) { return columns_[c].title; });
  rule();
  for (const auto& row : rows_) line([&](std::size_t c) { return row[c]; });
}

void Table::print(std::ostream& out, Format format) const {
  const auto columns = [&](const char* left, const char* right) {
    std::string text;
    for (const auto& column : columns_) text += column.align == Align::left ? left : right;
    return text;
  };
  if (format == Format::text) return print_text(out);
  if (format == Format::csv) return print_lines(out, "", ",", "", csv_cell, [] {});
  if (format == Format::markdown)
    return print_lines(
        out, "| ", " | ", " |", [](const std::string& cell) { return escaped(cell, "|"); },
        [&] { out << columns("|---", "|--:") << "|\n"; });
  out << "\\begin{tabular}{" << columns("l", "r") << "}\n\\toprule\n";
  print_lines(
      out, "", " & ", " \\\\", [](const std::string& cell) { return escaped(cell, "&%$#_{}"); },
      [&] { out << "\\midrule\n"; });
  out << "\\bottomrule\n\\end{tabular}\n";
}

void Table::print_text(std::ostream& out) const {
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
