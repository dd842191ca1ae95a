#include "data/header.hpp"

#include <algorithm>

#include "data/request.hpp"

namespace assay::data {
namespace {

constexpr const char* kSay = "; say header: true or header: false";

enum class Look { number, odd_number, missing, word };

Look look_of(const DelimitedCell& cell, const TableLayout& layout) {
  double value = 0;
  if (read_number(cell.text, layout.style, value) == std::errc()) return Look::number;
  if (looks_missing(cell.text)) return Look::missing;
  return looks_like_number(cell.text) ? Look::odd_number : Look::word;
}

/// Whether the experiment says that this very text is a missing value.
bool is_declared(std::string_view text, const TableLayout& layout) {
  return !text.empty() && std::ranges::find(layout.missing, text) != layout.missing.end();
}

bool counts_up(const std::vector<DelimitedCell>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i].text != std::to_string(i)) return false;
  return cells.size() > 2;
}

bool mostly_fractions(const std::vector<DelimitedCell>& cells) {
  const auto fractions =
      std::ranges::count_if(cells, [](const auto& cell) { return cell.text.find('.') != std::string_view::npos; });
  return 2 * static_cast<std::size_t>(fractions) > cells.size();
}

/// What speaks for names and what for a sample.
struct Evidence {
  std::size_t names = 0;     ///< words above a column of numbers
  std::size_t numbers = 0;   ///< numbers above a column of numbers
  std::size_t repeated = 0;  ///< words that occur again below
  std::size_t words = 0;
  std::size_t odd = 0;  ///< missing values and numbers that are none, among numbers
};

Evidence weigh(const std::vector<DelimitedCell>& first, const std::vector<ScannedColumn>& below,
               const TableLayout& layout) {
  Evidence found;
  for (std::size_t c = 0; c < first.size(); ++c) {
    const ScannedColumn& column = below[c];
    const bool all_numbers = column.words == 0 && column.numbers > 0;
    const Look look = look_of(first[c], layout);
    if (look == Look::word) {
      ++found.words;
      if (all_numbers) ++found.names;
      if (column.first_again) ++found.repeated;
    } else if (look == Look::number || column.words > 0) {
      if (all_numbers || look == Look::odd_number) ++found.numbers;
    } else if (!is_declared(first[c].text, layout)) {
      ++found.odd;
    }
  }
  return found;
}

[[noreturn]] void ask(const std::vector<DelimitedCell>& first, const TableLayout& layout, const Place& place) {
  std::size_t odd = first.size(), numbers = 0;
  for (std::size_t c = 0; c < first.size(); ++c) {
    const bool number = look_of(first[c], layout) == Look::number;
    numbers += number ? 1 : 0;
    if (!number && odd == first.size()) odd = c;
  }
  const std::string rest = numbers + 1 == first.size() ? "all others are numbers"
                           : numbers == 1              ? "another one is a number"
                                                       : std::to_string(numbers) + " others are numbers";
  const std::string cell(first[odd].text);
  refuse(place.file, place.line, place.column,
         "is this a header? cell " + std::to_string(odd + 1) + " is " +
             (cell.empty() ? std::string("empty") : "'" + cell + "'") + ", " + rest + kSay);
}

}  // namespace

FirstRow judge_first(const std::vector<DelimitedCell>& first, const std::vector<DelimitedCell>& second,
                     const TableLayout& layout, const Place& place) {
  if (layout.header) return *layout.header ? FirstRow::header : FirstRow::data;
  if (counts_up(first) && mostly_fractions(second))
    refuse(place.file, place.line, place.column,
           std::string("is this a header? it is 0, 1, 2, ... above other numbers, as pandas names columns") + kSay);
  const bool numbers =
      std::ranges::all_of(first, [&](const auto& cell) { return look_of(cell, layout) == Look::number; });
  return numbers ? FirstRow::data : FirstRow::unclear;
}

bool is_header(const std::vector<DelimitedCell>& first, const std::vector<ScannedColumn>& below,
               const TableLayout& layout, const Place& place) {
  const Evidence found = weigh(first, below, layout);
  if (found.words == 0) {
    if (found.odd > 0) ask(first, layout, place);
    return false;
  }
  if (found.names > found.numbers + found.repeated) return true;
  if (found.names > 0) ask(first, layout, place);
  if (found.repeated > 0) return false;
  if (found.numbers > 0) ask(first, layout, place);
  return true;
}

}  // namespace assay::data
