#include "data/table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/suggest.hpp"
#include "data/dictionary.hpp"
#include "data/header.hpp"
#include "data/odd_cell.hpp"
#include "data/request.hpp"

namespace assay::data {
namespace {

using Cells = std::vector<DelimitedCell>;

bool ends_open(const Cells& cells) { return cells.size() > 1 && cells.back().text.empty() && !cells.back().quoted; }

/// Whether every line ends with a delimiter that nothing follows (the header may end without).
bool all_end_open(std::string_view text, const std::string& file, const Dialect& dialect) {
  Records records(text, file, dialect);
  Cells cells;
  if (!records.next(cells)) return false;
  const bool first = ends_open(cells);
  const std::size_t width = first ? cells.size() : cells.size() + 1;
  bool others = false;
  for (; records.next(cells); others = true)
    if (cells.size() != width || !ends_open(cells)) return false;
  return others || first;
}

/// An upper bound that an odd file cannot make larger than itself: a number has a digit and ends before the next.
std::size_t most_values(std::string_view text, std::size_t columns) {
  const auto lines = std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r') + 1;
  return std::min(static_cast<std::size_t>(lines) * columns, text.size() / 2 + 1);
}

/// A column apart while it is read.
struct Apart {
  Dictionary dictionary;
  std::vector<std::int32_t> of_row;
  std::vector<std::string> names;
  std::optional<std::size_t> a_missing;  ///< where the first one stands
};

class TableReader {
 public:
  TableReader(std::string_view text, const std::string& file, const TableLayout& layout)
      : text_(text),
        file_(file),
        layout_(layout),
        dialect_{layout.delimiter.value_or(likely_delimiter(text, layout.comment).value_or(',')), layout.comment},
        open_(all_end_open(text, file, dialect_)) {
    double value = 0;
    any_missing_ = std::ranges::any_of(
        layout.missing, [&](const auto& word) { return read_number(word, layout.style, value) == std::errc(); });
  }

  Table read() {
    Records records = all();
    Cells second;
    if (!records.next(first_)) refuse(file_, 0, 0, "it has no lines");
    const Place place = records.place(first_.front().offset);
    keep(first_);
    if (open_ && ends_open(first_)) first_.pop_back();
    width_ = first_.size();
    check_delimiter();
    if (records.next(second)) trim(second);
    const FirstRow row = judge_first(first_, second, layout_, place);
    scan(row != FirstRow::data);
    if (row == FirstRow::unclear && !is_header(first_, columns_, layout_, place)) scan(false);
    settle();
    return std::move(table_);
  }

 private:
  Records all() const { return {text_, file_, dialect_}; }
  void trim(Cells& cells) const {
    if (open_ && cells.size() == width_ + 1 && ends_open(cells)) cells.pop_back();
  }

  /// The first record is compared with later ones: its cells must not end with the next.
  void keep(Cells& cells) {
    for (auto& cell : cells) cell.text = kept_.emplace_back(cell.text);
  }

  void check_delimiter() const {
    if (width_ > 1) return;
    const auto other = likely_delimiter(text_, dialect_.comment);
    if (!other || *other == dialect_.delimiter || *other == layout_.style.decimal) return;
    refuse(file_, 1, 1,
           "no line has a " + delimiter_text(dialect_.delimiter) + ", but with " + delimiter_text(*other) +
               " as the delimiter each has " + std::to_string(steady_cells(text_, {*other, dialect_.comment})) +
               " cells; say delimiter: " + delimiter_text(*other));
  }

  /// Reads all records as numbers and remembers where they are none.
  void scan(bool header) {
    names_.clear();
    if (header)
      for (const auto& cell : first_) names_.emplace_back(cell.text);
    columns_.clear();
    dictionaries_.assign(width_, {});
    for (const auto& role : roles_of(layout_, names_, width_, file_)) columns_.emplace_back().role = role;
    table_ = {};
    table_.header = header;
    table_.input_values.reserve(most_values(text_, width_));
    parts_ = groups_ = {};
    Records records = all();
    Cells cells;
    if (header) records.next(cells);
    while (records.next(cells)) {
      trim(cells);
      if (cells.size() != width_) refuse_ragged(records, cells);
      for (std::size_t c = 0; c < width_; ++c) take(c, cells[c]);
      table_.lines.push_back(records.place(cells.front().offset).line);
      ++table_.rows;
    }
  }

  void take(std::size_t c, const DelimitedCell& cell) {
    ScannedColumn& column = columns_[c];
    if (column.role.part) take_apart(parts_, cell);
    if (column.role.group) take_apart(groups_, cell);
    if (column.role.ignored()) return;
    auto& values = column.role.target ? table_.target_values : table_.input_values;
    double value = 0;
    if (!(any_missing_ && is_missing(cell, column.role)) && column.role.kind != ColumnKind::category &&
        read_number(cell.text, layout_.style, value) == std::errc()) {
      if (column.numbers++ == 0) column.a_number = cell.offset;
    } else if (is_missing(cell, column.role)) {
      if (column.missing++ == 0) column.a_missing = cell.offset;
      value = std::numeric_limits<double>::quiet_NaN();
    } else {
      if (column.words++ == 0) {
        column.a_word = cell.offset;
        column.word = cell.text;
      }
      column.first_again = column.first_again || cell.text == first_[c].text;
      value = dictionaries_[c].number(column.role.target ? spelled(cell.text) : cell.text);
    }
    values.push_back(value);
  }

  void take_apart(Apart& column, const DelimitedCell& cell) {
    if (is_missing(cell, {}) && !column.a_missing) column.a_missing = cell.offset;
    const auto number = static_cast<std::int32_t>(column.dictionary.number(cell.text));
    if (number == static_cast<std::int32_t>(column.names.size())) column.names.emplace_back(cell.text);
    column.of_row.push_back(number);
  }

  /// Rows to predict may come without targets.
  bool is_missing(const DelimitedCell& cell, const ColumnRole& role) const {
    return (layout_.like && role.target && (cell.text.empty() || cell.text == "?")) ||
           std::ranges::find(layout_.missing, cell.text) != layout_.missing.end();
  }

  /// Decides what each column holds, and numbers the names of those that hold names.
  void settle() {
    if (table_.rows == 0) refuse(file_, 0, 0, "it has a header but no numbers");
    std::vector<ColumnRole> roles;
    for (const auto& column : columns_) roles.push_back(column.role);
    if (!layout_.like) check_names(names_, roles, file_);
    for (std::size_t c = 0; c < width_; ++c) {
      const ScannedColumn& column = columns_[c];
      if (column.role.ignored()) continue;
      TableColumn kept{names_.empty() ? "" : names_[c], holds_names(c), {}, c, column.missing == table_.rows};
      (column.role.target ? table_.targets : table_.inputs).push_back(std::move(kept));
    }
    if (layout_.raw) place_missing();
    number_names(table_.inputs, table_.input_values);
    number_names(table_.targets, table_.target_values);
    check_classes();
    table_.parts = settled(parts_, layout_.part_column);
    table_.groups = settled(groups_, layout_.group_column);
  }

  Labelling settled(Apart& column, const std::string& name) const {
    if (column.a_missing)
      refuse_at(*column.a_missing, "a value is missing in column '" + name + "', by which the rows are divided");
    return {std::move(column.of_row), std::move(column.names)};
  }

  /// The class that a cell of a target means.
  std::string_view spelled(std::string_view cell) const {
    const auto found = std::ranges::find(layout_.spellings, cell, [](const auto& one) { return one.first; });
    return found == layout_.spellings.end() ? cell : found->second;
  }

  /// Against those that the experiment declares.
  void check_classes() const {
    if (layout_.classes.empty() || table_.targets.empty()) return;
    for (const auto& name : table_.targets[0].categories)
      if (std::ranges::find(layout_.classes, name) == layout_.classes.end()) refuse_class(name);
  }

  [[noreturn]] void refuse_class(const std::string& name) const {
    const std::size_t column = table_.targets[0].index;
    Records records = all();
    Cells cells;
    if (table_.header) records.next(cells);
    while (records.next(cells) && spelled(cells[column].text) != name) {
    }
    const bool dot = std::ranges::find(layout_.classes, name.substr(0, name.size() - 1)) != layout_.classes.end();
    const std::string meant = dot ? '"' + name.substr(0, name.size() - 1) + '"' : "the class";
    refuse_at(cells[column].offset, "'" + name + "' is none of the classes " + list_of(layout_.classes) +
                                        "; if it is another spelling of one, say spellings: {\"" + name +
                                        "\": " + meant + "}");
  }

  /// Where each input's first missing value is; all in one walk through the text.
  void place_missing() {
    std::vector<TableColumn*> some;
    for (auto& column : table_.inputs)
      if (columns_[column.index].missing > 0) some.push_back(&column);
    std::ranges::sort(some, {}, [&](const auto* column) { return columns_[column->index].a_missing; });
    const Records records = all();
    for (auto* column : some) column->first_missing = records.place(columns_[column->index].a_missing);
  }

  bool holds_names(std::size_t c) const {
    const ScannedColumn& column = columns_[c];
    const bool unlabelled = column.role.target && (layout_.like || column.missing == table_.rows);
    const bool unused = layout_.like && !column.role.target && !column.role.kind && !names_.empty();
    if (layout_.raw && !layout_.like && !column.role.target && column.missing == table_.rows)
      refuse(file_, 0, 0,
             column_text(names_, c) + " has no value in any row; leave it out: columns: {" + column_key(names_, c) +
                 ": ignore}");
    const bool filled = layout_.raw && !column.role.target;
    if (column.missing > 0 && !unlabelled && !unused && !filled) refuse_cell(c, column.a_missing, true);
    if (unused && column.missing > 0) return true;
    if (column.role.kind == ColumnKind::category) return true;
    if (column.words == 0) return false;
    if (column.role.target && layout_.target_kind == TargetKind::classes) return true;
    if (layout_.like && !column.role.kind) return true;  // a class, or nothing that the model takes
    const bool quantity = column.role.target && layout_.target_kind == TargetKind::quantities;
    const bool odd = looks_like_number(column.word) || looks_missing(column.word) || other_delimiter(column.word);
    if (column.role.kind == ColumnKind::number || quantity || odd || column.numbers >= column.words)
      refuse_cell(c, column.a_word, false);
    if (column.numbers > 0) refuse_number(c);
    return true;
  }

  /// Names have the numbers of their dictionaries so far, and then their places among the sorted names.
  void number_names(std::vector<TableColumn>& columns, std::vector<double>& values) {
    read_again(columns, values);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!columns[i].names) continue;
      std::vector<double> place;
      columns[i].categories = dictionaries_[columns[i].index].sorted(place);
      for (std::size_t at = i; at < values.size(); at += columns.size())
        if (!std::isnan(values[at])) values[at] = place[static_cast<std::size_t>(values[at])];
    }
  }

  /// What was read as a number in a column of names is a name.
  void read_again(const std::vector<TableColumn>& columns, std::vector<double>& values) {
    const auto mixed = [&](const TableColumn& column) { return column.names && columns_[column.index].numbers > 0; };
    if (std::ranges::none_of(columns, mixed)) return;
    for (const auto& column : columns)
      if (mixed(column)) dictionaries_[column.index] = {};
    Records records = all();
    Cells cells;
    if (table_.header) records.next(cells);
    for (std::size_t at = 0; records.next(cells); at += columns.size())
      for (std::size_t i = 0; i < columns.size(); ++i)
        if (const std::size_t c = columns[i].index; mixed(columns[i]) && !std::isnan(values[at + i]))
          values[at + i] = dictionaries_[c].number(columns_[c].role.target ? spelled(cells[c].text) : cells[c].text);
  }

  /// A delimiter that the experiment does not say but that stands in the cell, and divides all lines alike.
  std::optional<char> other_delimiter(std::string_view cell) const {
    for (const char delimiter : {';', '\t', '|', ','})
      if (cell.find(delimiter) != std::string_view::npos && delimiter != dialect_.delimiter &&
          delimiter != layout_.style.decimal && steady_cells(text_, {delimiter, dialect_.comment}) > 1)
        return delimiter;
    return std::nullopt;
  }

  [[noreturn]] void refuse_at(std::size_t offset, const std::string& what) const {
    const Place place = all().place(offset);
    refuse(file_, place.line, place.column, what);
  }

  [[noreturn]] void refuse_cell(std::size_t c, std::size_t offset, bool missing) const {
    const std::string text = cell_at(offset);
    const OddCell odd{text, column_text(names_, c), column_key(names_, c), columns_[c].role.target};
    if (const auto other = other_delimiter(text); other && !missing)
      refuse_at(offset, "'" + text + "' is not a finite number; each line has the same number of " +
                            delimiter_text(*other) + "; say delimiter: " + delimiter_text(*other));
    refuse_at(offset, missing ? missing_value(odd) : not_a_number(odd, layout_.style));
  }

  [[noreturn]] void refuse_number(std::size_t c) const {
    const std::string cure = columns_[c].role.target ? "if the targets are classes, say targets: classes"
                                                     : "say columns: {" + column_key(names_, c) + ": category}";
    refuse_at(columns_[c].a_number, "this is a number in " + column_text(names_, c) + ", where others are names, as '" +
                                        columns_[c].word + "'; " + cure);
  }

  std::string cell_at(std::size_t offset) const {
    Records records = all();
    Cells cells;
    while (records.next(cells))
      for (const auto& cell : cells)
        if (cell.offset == offset) return std::string(cell.text);
    return "";
  }

  [[noreturn]] void refuse_ragged(const Records& records, const Cells& cells) const {
    const Place place = records.place(cells.front().offset);
    const auto other = likely_delimiter(text_, dialect_.comment);
    const bool hint = other && *other != dialect_.delimiter && *other != ' ';
    refuse(file_, place.line, 1,
           "this line has " + std::to_string(cells.size()) + " columns; expected " + std::to_string(width_) +
               " as in the first" +
               (hint ? "; say delimiter: " + delimiter_text(*other) + " if that divides them" : ""));
  }

  std::string_view text_;
  const std::string& file_;
  const TableLayout& layout_;
  Dialect dialect_;
  bool open_;                 ///< all lines end with a delimiter
  bool any_missing_ = false;  ///< a number may say that a value is missing
  std::deque<std::string> kept_;
  Cells first_;
  std::size_t width_ = 0;
  std::vector<std::string> names_;
  std::vector<ScannedColumn> columns_;
  Apart parts_, groups_;
  std::vector<Dictionary> dictionaries_;  ///< of each column's words
  Table table_;
};

}  // namespace

Table read_table(std::string_view text, const std::string& file, const TableLayout& layout) {
  return TableReader(text, file, layout).read();
}

}  // namespace assay::data
