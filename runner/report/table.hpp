#pragma once
/// A table for people (on the terminal, in Markdown, in LaTeX) and for programs (CSV, JSON), which get other columns
/// and all digits.

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace assay::report {

/// What stands in a row. Programs get the number, where there is one, instead of the text.
struct Cell {
  std::string text;
  std::optional<double> value{};  ///< NaN: not measured
  std::string marks{};            ///< behind the text, raised in LaTeX: "**"
  bool best = false;              ///< of its column: a star on the terminal, bold elsewhere

  Cell(std::string t) : text(std::move(t)) {}  // NOLINT(google-explicit-constructor): most cells are texts
  Cell(const char* t) : text(t) {}             // NOLINT(google-explicit-constructor)
  Cell(std::string t, double v) : text(std::move(t)), value(v) {}
};

class Table {
 public:
  enum class Align { left, right };
  enum class Audience { all, people, programs, nobody };
  /// `text`: aligned, with a rule under the titles. `csv`: RFC 4180, empty for what was not measured. `json`: an object
  /// a row, null likewise. `markdown`, and `latex` (booktabs, a floating table with caption).
  enum class Format { text, csv, json, markdown, latex };

  /// `key` is the column's name for programs; the title where there is none.
  Table& column(std::string title, Align align = Align::right, Audience audience = Audience::all, std::string key = "");
  /// The last column is one that the terminal, which has little room, shows only to who asks.
  void detail() { columns_.back().is_detail = true; }
  void row(std::vector<Cell> cells);
  bool empty() const { return rows_.empty(); }

  /// Under LaTeX tables, above Markdown ones.
  void caption(std::string text) { caption_ = std::move(text); }

  /// Ask for them.
  void show_details() { has_details_ = true; }

  void print(std::ostream& out, Format format = Format::text) const;

  /// An array of objects, one a row.
  Json json() const;

 private:
  struct Column {
    std::string title, key;
    Align align;
    Audience audience;
    bool is_detail = false;
  };

  /// The columns that an audience gets, by number.
  std::vector<std::size_t> columns_for(Audience audience, bool details = true) const;
  void print_text(std::ostream& out) const;
  void print_csv(std::ostream& out) const;
  void print_markdown(std::ostream& out) const;
  void print_latex(std::ostream& out) const;

  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::string caption_;
  bool has_details_ = false;
};

/// Characters that a UTF-8 text takes on the screen (code points; wide scripts are not told apart).
std::size_t width(const std::string& text);

/// A number with that many digits that mean something: 0.9713, 12345, 1.2e-07; "-" for NaN.
std::string number(double value, int digits = 4);

/// The same as a cell.
Cell number_cell(double value, int digits = 4);
Cell count_cell(std::size_t count);

/// All digits: the shortest text that reads back as the same number; empty for NaN.
std::string exact(double value);

/// RFC 4180: in quotes where it holds a comma, a quote or a line break.
std::string csv_cell(const std::string& text);

/// The names of the formats, and the one of a name; throws Failure(usage) with did-you-mean.
Table::Format format_of(const std::string& name);

}  // namespace assay::report
