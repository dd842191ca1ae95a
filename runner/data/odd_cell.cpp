#include "data/odd_cell.hpp"

#include <algorithm>
#include <array>

namespace assay::data {
namespace {

/// Another way of writing numbers by which the cell is one.
std::string other_style(std::string_view text) {
  struct Style {
    NumberStyle style;
    const char* say;
  };
  static const std::array<Style, 5> kStyles{{{{'.', ","}, "thousands: \",\""},
                                             {{',', ""}, "decimal: \",\""},
                                             {{',', "."}, "decimal: \",\" and thousands: \".\""},
                                             {{'.', "'"}, "thousands: \"'\""},
                                             {{'.', " "}, "thousands: \" \""}}};
  std::string say;
  char plain = 0;  // a decimal sign that is enough by itself
  double value = 0;
  for (const auto& one : kStyles) {
    if (one.style.decimal == plain || read_number(text, one.style, value) != std::errc()) continue;
    say += (say.empty() ? "say " : " or ") + std::string(one.say);
    if (one.style.thousands.empty()) plain = one.style.decimal;
  }
  return say;
}

bool is_date(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return c == '-' || c == '/' || c == ':' || c == '.'; }) >= 2 ||
         (text.find(':') != std::string_view::npos);
}

std::string as_category(const OddCell& cell) {
  return cell.target ? "if the targets are classes, say targets: classes"
                     : "if they are names, say columns: {" + cell.key + ": category}";
}

/// As `missing:` has them: "[\"\", \"?\"]".
std::string missing_words(std::string_view word) {
  return word.empty() ? R"([""])" : R"(["", ")" + std::string(word) + R"("])";
}

std::string cure(const OddCell& cell) {
  const std::string ignore = "columns: {" + cell.key + ": ignore}";
  if (looks_missing(cell.text))
    return "if it says that a value is missing, " +
           (cell.target ? "leave out the row"
                        : "say missing: " + missing_words(cell.text) +
                              " and prepare: [impute], or leave the column out: " + ignore);
  if (const auto style = other_style(cell.text); !style.empty()) return style;
  if (looks_like_number(cell.text) && is_date(cell.text))
    return "dates and times are not read; leave the column out: " + ignore;
  return as_category(cell);
}

}  // namespace

std::string not_a_number(const OddCell& cell, const NumberStyle& style) {
  double value = 0;
  const std::string shown = "'" + std::string(cell.text) + "'";
  if (read_number(cell.text, style, value) == std::errc::result_out_of_range)
    return shown + " is beyond float64, whose largest number is 1.8e308; scale " + cell.column + " in the file";
  return shown + " is not a finite number, in " + cell.column + "; " + cure(cell);
}

std::string missing_value(const OddCell& cell) {
  return "a value is missing in " + cell.column + (cell.text.empty() ? "" : " ('" + std::string(cell.text) + "')") +
         (cell.target ? "; leave out the row"
                      : "; say prepare: [impute], or leave the column out: columns: {" + cell.key + ": ignore}");
}

std::string missing_in_prepared(const std::string& column) {
  return "a value is missing in column '" + column +
         "', and no step of 'prepare' fills it in; say prepare: [impute, ...], or leave the column out: columns: {" +
         column + ": ignore}";
}

}  // namespace assay::data
