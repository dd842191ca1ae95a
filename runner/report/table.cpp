#include "report/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ostream>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "base/visible.hpp"

namespace assay::report {
namespace {

/// What Markdown or LaTeX would take for a command, told to be itself.
std::string escaped(const std::string& text, bool latex) {
  std::string result;
  for (const char c : text) {
    if (latex && c == '\\') {
      result += "\\textbackslash{}";
    } else if (latex && (c == '~' || c == '^')) {
      result += std::string("\\") + c + "{}";
    } else if (latex && (c == '<' || c == '>')) {
      result += std::string("$") + c + "$";
    } else if (c == '\n') {
      result += ' ';
    } else {
      if (std::strchr(latex ? "&%$#_{}" : "|*\\_<", c)) result += '\\';
      result += c;
    }
  }
  return result;
}

std::string markdown_cell(const Cell& cell) {
  const std::string text = escaped(cell.text, false) + escaped(cell.marks, false);
  return cell.best ? "**" + text + "**" : text;
}

std::string latex_cell(const Cell& cell) {
  std::string text = escaped(cell.text, true);
  if (cell.value && text.starts_with('-') && text.size() > 1) text = "$-$" + text.substr(1);
  if (cell.best) text = "\\textbf{" + text + '}';
  return cell.marks.empty() ? text : text + "$^{" + cell.marks + "}$";
}

}  // namespace

std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string number(double value, int digits) {
  if (std::isnan(value)) return "-";
  std::array<char, 64> text{};
  const double size = std::abs(value);
  if (value == std::round(value) && size < 1e9)
    std::snprintf(text.data(), text.size(), "%.0f", value);
  else if (size >= 1e-4 && size < 1)
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  else
    std::snprintf(text.data(), text.size(), "%.*g", digits, value);
  return text.data();
}

std::string exact(double value) {
  if (std::isnan(value)) return "";
  std::array<char, 40> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

Cell number_cell(double value, int digits) { return {number(value, digits), value}; }
Cell count_cell(std::size_t count) { return {std::to_string(count), static_cast<double>(count)}; }

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

Table::Format format_of(const std::string& name) {
  static const std::vector<std::string> kNames{"table", "csv", "json", "markdown", "latex"};
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end())
    throw Failure(ExitCode::usage,
                  "unknown format '" + name + "'" + did_you_mean(name, kNames) + "\nthere are " + list_of(kNames));
  return static_cast<Table::Format>(found - kNames.begin());
}

Table& Table::column(std::string title, Align align, Audience audience, std::string key) {
  if (key.empty()) key = title;
  columns_.push_back({std::move(title), std::move(key), align, audience});
  return *this;
}

void Table::row(std::vector<Cell> cells) {
  cells.resize(columns_.size(), Cell(""));
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::columns_for(Audience audience, bool details) const {
  std::vector<std::size_t> chosen;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto& [title, key, align, own, is_detail] = columns_[c];
    if ((own == Audience::all || own == audience) && (details || !is_detail)) chosen.push_back(c);
  }
  return chosen;
}

void Table::print(std::ostream& out, Format format) const {
  switch (format) {
    case Format::text:
      return print_text(out);
    case Format::csv:
      return print_csv(out);
    case Format::json:
      out << json().dump(2) << '\n';
      return;
    case Format::markdown:
      return print_markdown(out);
    case Format::latex:
      return print_latex(out);
  }
}

Json Table::json() const {
  Json rows = Json::array();
  for (const auto& row : rows_) {
    Json object = Json::object();
    for (const std::size_t c : columns_for(Audience::programs)) {
      Json& value = object[columns_[c].key];
      if (!row[c].value)
        value = row[c].text;
      else if (std::isfinite(*row[c].value))
        value = *row[c].value;
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

void Table::print_csv(std::ostream& out) const {
  const auto columns = columns_for(Audience::programs);
  const auto line = [&](auto text_of) {
    for (std::size_t i = 0; i < columns.size(); ++i) out << (i > 0 ? "," : "") << csv_cell(text_of(columns[i]));
    out << '\n';
  };
  line([&](std::size_t c) { return columns_[c].key; });
  for (const auto& row : rows_) line([&](std::size_t c) { return row[c].value ? exact(*row[c].value) : row[c].text; });
}

void Table::print_markdown(std::ostream& out) const {
  const auto columns = columns_for(Audience::people);
  const auto line = [&](auto text_of) {
    out << '|';
    for (const std::size_t c : columns) out << ' ' << text_of(c) << " |";
    out << '\n';
  };
  if (!caption_.empty()) out << escaped(caption_, false) << "\n\n";
  line([&](std::size_t c) { return escaped(columns_[c].title, false); });
  line([&](std::size_t c) { return std::string(columns_[c].align == Align::left ? ":--" : "--:"); });
  for (const auto& row : rows_) line([&](std::size_t c) { return markdown_cell(row[c]); });
}

void Table::print_latex(std::ostream& out) const {
  const auto columns = columns_for(Audience::people);
  const auto line = [&](auto text_of) {
    for (std::size_t i = 0; i < columns.size(); ++i) out << (i > 0 ? " & " : "  ") << text_of(columns[i]);
    out << " \\\\\n";
  };
  out << "\\begin{table}\n\\centering\n\\begin{tabular}{";
  for (const std::size_t c : columns) out << (columns_[c].align == Align::left ? 'l' : 'r');
  out << "}\n\\toprule\n";
  line([&](std::size_t c) { return escaped(columns_[c].title, true); });
  out << "\\midrule\n";
  for (const auto& row : rows_) line([&](std::size_t c) { return latex_cell(row[c]); });
  out << "\\bottomrule\n\\end{tabular}\n";
  if (!caption_.empty()) out << "\\caption{" << escaped(caption_, true) << "}\n";
  out << "\\end{table}\n";
}

void Table::print_text(std::ostream& out) const {
  const auto columns = columns_for(Audience::people, has_details_);
  std::vector<bool> starred(columns_.size());
  for (const auto& row : rows_)
    for (std::size_t c = 0; c < row.size(); ++c) starred[c] = starred[c] || row[c].best;
  const auto text_of = [&](const Cell& cell, std::size_t c) {
    return visible_in_line(cell.text) + cell.marks + (cell.best ? "*" : starred[c] ? " " : "");
  };
  std::vector<std::size_t> widths(columns_.size());
  for (const std::size_t c : columns) {
    widths[c] = width(visible_in_line(columns_[c].title));
    for (const auto& row : rows_) widths[c] = std::max(widths[c], width(text_of(row[c], c)));
  }
  const auto line = [&](auto cell_of) {
    std::string text;
    for (const std::size_t c : columns) {
      const std::string cell = cell_of(c);
      const std::string padding(widths[c] - width(cell), ' ');
      text +=
          (c == columns.front() ? "" : "  ") + (columns_[c].align == Align::right ? padding + cell : cell + padding);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  };
  line([&](std::size_t c) { return visible_in_line(columns_[c].title); });
  line([&](std::size_t c) {
    std::string rule;
    for (std::size_t i = 0; i < widths[c]; ++i) rule += "─";
    return rule;
  });
  for (const auto& row : rows_) line([&](std::size_t c) { return text_of(row[c], c); });
}

}  // namespace assay::report
