#include "data/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "base/suggest.hpp"

namespace assay::data {
namespace {

struct Cell {
  std::string_view text;
  int column;  ///< where it begins in its line, from 1
};

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Puts a line's cells in the place of what was in `cells`.
void cut(std::string_view line, char delimiter, std::vector<Cell>& cells) {
  cells.clear();
  std::size_t begin = 0;
  for (std::size_t end = 0; end <= line.size(); ++end) {  // cells are too short for find() to pay
    if (end < line.size() && line[end] != delimiter) continue;
    cells.push_back({trim(line.substr(begin, end - begin)), static_cast<int>(begin) + 1});
    begin = end + 1;
  }
}

/// The number that a few digits are, as most cells of pixels and classes: exact, and sooner had than by
/// from_chars.
std::optional<int> few_digits(std::string_view text) {
  if (text.empty() || text.size() > 7) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

std::optional<double> number_of(std::string_view text) {
  if (const auto digits = few_digits(text)) return *digits;
  double value{};
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Cuts a text into lines, counting them.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// The next line that is not empty; nothing at the end.
  std::optional<std::string_view> next() {
    while (!rest_.empty()) {
      const auto end = rest_.find('\n');
      const std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      ++number_;
      if (!trim(line).empty()) return line;
    }
    return std::nullopt;
  }
  int number() const { return number_; }

 private:
  std::string_view rest_;
  int number_ = 0;
};

/// An upper bound that an odd file cannot make larger than itself: a number has a digit and ends before the next.
std::size_t most_numbers(std::string_view text, std::size_t columns) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  return std::min(lines * columns, text.size() / 2 + 1);
}

/// Which column is the target; -1 for none.
std::int64_t find_target(const CsvLayout& layout, const std::vector<Cell>& header, bool named,
                         const Contents& contents) {
  const auto columns = static_cast<std::int64_t>(header.size());
  if (layout.target == "none") return -1;
  if (layout.target == "last") return columns - 1;
  if (const auto number = number_of(layout.target)) {
    const auto index = static_cast<std::int64_t>(*number);
    if (index >= 1 && index <= columns) return index - 1;
    refuse(contents.name, 0, 0, "there is no column " + layout.target + "; it has " + std::to_string(columns));
  }
  std::vector<std::string> names;
  for (const auto& cell : header) names.emplace_back(cell.text);
  const auto found = std::find(names.begin(), names.end(), layout.target);
  if (named && found != names.end()) return found - names.begin();
  refuse(contents.name, 1, 1,
         "there is no column '" + layout.target + "'" +
             (named ? did_you_mean(layout.target, names) : "; it has no header"));
}

/// The same for rows to predict, which may have no target: the column of the run's name or, where there are no names,
/// the one that is in its place.
std::int64_t find_target(const CsvLayout& layout, const Form& like, const std::vector<Cell>& header, bool named,
                         const Contents& contents) {
  if (static_cast<std::int64_t>(header.size()) == like.input.size() && (!named || like.target_names.empty())) return -1;
  if (!named || like.target_names.empty()) return find_target(layout, header, named, contents);
  const auto found = std::ranges::find(header, std::string_view(like.target_names.front()), &Cell::text);
  return found == header.end() ? -1 : found - header.begin();
}

/// What stands where nobody knows the target yet.
bool is_missing(std::string_view text) { return text.empty() || text == "?"; }

}  // namespace

RawDataset parse_csv(const Contents& contents, const CsvLayout& layout, const Form* like) {
  Lines lines(contents.bytes);
  auto line = lines.next();
  if (!line) refuse(contents.name, 0, 0, "it has no lines");
  std::vector<Cell> first, cells;
  cut(*line, layout.delimiter, first);
  const bool named = std::any_of(first.begin(), first.end(), [](const Cell& cell) { return !number_of(cell.text); });
  const std::int64_t target =
      like ? find_target(layout, *like, first, named, contents) : find_target(layout, first, named, contents);
  const auto is_target = [target](std::size_t c) { return static_cast<std::int64_t>(c) == target; };
  RawDataset data;
  for (std::size_t c = 0; named && c < first.size(); ++c)
    (is_target(c) ? data.target_names : data.input_names).emplace_back(first[c].text);
  if (named) line = lines.next();
  std::vector<double> inputs, targets;
  inputs.reserve(most_numbers(contents.bytes, first.size()));
  for (; line; line = lines.next()) {
    cut(*line, layout.delimiter, cells);
    if (cells.size() != first.size())
      refuse(contents.name, lines.number(), 1,
             "this line has " + std::to_string(cells.size()) + " columns; expected " + std::to_string(first.size()) +
                 " as in the first");
    for (std::size_t c = 0; c < cells.size(); ++c) {
      auto value = number_of(cells[c].text);
      if (like && is_target(c) && is_missing(cells[c].text)) value = std::nan("");
      if (!value)
        refuse(contents.name, lines.number(), cells[c].column,
               "'" + std::string(cells[c].text) + "' is not a finite number");
      (is_target(c) ? targets : inputs).push_back(*value);
    }
    ++data.rows;
  }
  if (data.rows == 0) refuse(contents.name, 0, 0, "it has a header but no numbers");
  data.input = Shape({static_cast<std::int64_t>(inputs.size()) / data.rows});
  if (inputs.empty()) refuse(contents.name, 0, 0, "it has no column of inputs beside the target");
  if (!targets.empty()) data.target = Shape({1});
  data.inputs = compact(std::move(inputs));
  data.targets = compact(std::move(targets));
  data.files.push_back(contents.file);
  return data;
}

RawDataset load_csv(const Request& request) {
  const std::string& delimiter = request.source.text("delimiter");
  if (delimiter.size() != 1)
    throw Failure(ExitCode::experiment, to_string(request.source.argument("delimiter").place) + ": 'delimiter' is '" +
                                            delimiter + "'; expected one character");
  auto data =
      parse_csv(read_file(request, "file"), {request.source.text("target"), delimiter[0]}, request.reading.like);
  if (request.reading.like) return data;  // which targets are classes is told by the run's own data
  if (request.source.choice("targets") != "quantities") recognise_classes(data);
  if (request.source.choice("targets") == "classes" && data.classes == 0)
    refuse(request.source.text("file"), 0, 0, "the targets are not class numbers 0, 1, 2, ... below 100");
  return data;
}

RawDataset load_classes(const Request& request) {
  auto data = parse_csv(read_file(request, "file"), {}, request.reading.like);
  if (!request.reading.like) recognise_classes(data);
  return data;
}

RawDataset load_sunspots(const Request& request) {
  const auto series = parse_csv(read_file(request, "file"), {});
  const std::int64_t window = request.source.integer("window");
  if (series.rows <= window)
    refuse(
        request.source.text("file"), 0, 0,
        "it has " + std::to_string(series.rows) + " rows; expected more than the window of " + std::to_string(window));
  RawDataset data;
  data.files = series.files;
  data.input = Shape({window, 1});
  data.target = Shape({1});
  data.target_names = series.target_names;
  data.input_unit = data.target_unit = request.source.real("unit");
  data.rows = series.rows - window;
  std::vector<double> inputs, targets;
  for (std::int64_t row = 0; row < data.rows; ++row) {
    for (std::int64_t t = 0; t < window; ++t) inputs.push_back(at(series.targets, row + t));
    targets.push_back(at(series.targets, row + window));
  }
  data.inputs = compact(std::move(inputs));
  data.targets = compact(std::move(targets));
  return data;
}

}  // namespace assay::data
