#include "base/delimited.hpp"

#include <algorithm>

namespace assay {
namespace {

constexpr std::size_t kSample = 100;  // records that a delimiter is judged by

constexpr std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

bool is_nothing(const std::vector<DelimitedCell>& cells) {
  return std::ranges::all_of(cells, [](const auto& cell) { return cell.text.empty() && !cell.quoted; });
}

}  // namespace

Records::Records(std::string_view text, std::string name, Dialect dialect)
    : text_(text), name_(std::move(name)), dialect_(std::move(dialect)), aligned_(dialect_.delimiter == ' ') {
  for (const char c : {' ', '\t'}) blank_[index_of(c)] = c != dialect_.delimiter || aligned_;
  for (const char c : {'\n', '\r', dialect_.delimiter}) stop_[index_of(c)] = true;
  stop_[index_of('\t')] = stop_[index_of('\t')] || aligned_;
}

bool Records::next(std::vector<DelimitedCell>& cells) {
  while (at_ < text_.size()) {
    if (skip_comment()) continue;
    read(cells);
    if (!is_nothing(cells)) return true;
  }
  return false;
}

void Records::read(std::vector<DelimitedCell>& cells) {
  cells.clear();
  if (!unquoted_.empty()) unquoted_.clear();
  std::size_t at = at_;
  while (true) {
    skip_blanks(at);
    const bool done = at == text_.size() || text_[at] == '\n' || text_[at] == '\r';
    if (aligned_ && done) break;
    cells.push_back(!done && text_[at] == '"' ? quoted(at) : plain(at));
    if (aligned_) continue;
    if (at == text_.size() || text_[at] != dialect_.delimiter) break;
    ++at;
  }
  end_line(at);
}

DelimitedCell Records::plain(std::size_t& at) const {
  const std::size_t begin = at;
  while (at < text_.size() && !stop_[index_of(text_[at])]) ++at;
  std::size_t end = at;
  while (end > begin && blank_[index_of(text_[end - 1])]) --end;
  return {text_.substr(begin, end - begin), begin, false};
}

DelimitedCell Records::quoted(std::size_t& at) {
  const std::size_t begin = at++;
  std::string* whole = nullptr;
  std::size_t from = at;
  std::string_view text;
  while (true) {
    const std::size_t quote = text_.find('"', at);
    if (quote == std::string_view::npos)
      throw Failure(ExitCode::data, to_string(place(begin)) + ": a quote opens a cell here and is never closed");
    text = text_.substr(from, quote - from);
    at = quote + 1;
    if (at == text_.size() || text_[at] != '"') break;
    if (!whole) whole = &unquoted_.emplace_back();
    *whole += text_.substr(from, at - from);  // with one of the two quotes
    from = ++at;
  }
  if (whole) text = *whole += text;
  skip_blanks(at);
  const bool ends = at == text_.size() || stop_[index_of(text_[at])] || (aligned_ && blank_[index_of(text_[at - 1])]);
  if (!ends)
    throw Failure(ExitCode::data, to_string(place(at)) +
                                      ": a cell goes on behind its closing quote; expected a "
                                      "delimiter, the end of the line or \"\" for a quote");
  return {text, begin, true};
}

void Records::skip_blanks(std::size_t& at) const {
  while (at < text_.size() && blank_[index_of(text_[at])]) ++at;
}

bool Records::skip_comment() {
  if (dialect_.comment.empty()) return false;
  std::size_t at = at_;
  skip_blanks(at);
  if (!text_.substr(at).starts_with(dialect_.comment)) return false;
  end_line(std::min(text_.find_first_of("\r\n", at), text_.size()));
  return true;
}

void Records::end_line(std::size_t at) {
  if (at < text_.size()) at += text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1;
  at_ = at;
}

Place Records::place(std::size_t offset) const {
  if (offset < asked_ || answer_.line == 0) {
    answer_ = place_in(text_, offset, name_);
  } else {
    const Place further = place_in(text_.substr(asked_), offset - asked_, name_);
    answer_.column = further.line > 1 ? further.column : answer_.column + further.column - 1;
    answer_.line += further.line - 1;
  }
  asked_ = offset;
  return answer_;
}

Place place_in(std::string_view text, std::size_t offset, const std::string& name) {
  Place place{name, 1, 1};
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (text[i] == '\n' || (text[i] == '\r' && !pair)) {
      ++place.line;
      place.column = 1;
    } else if ((index_of(text[i]) & 0xC0U) != 0x80U) {  // not inside of a character
      ++place.column;
    }
  }
  return place;
}

std::size_t steady_cells(std::string_view text, const Dialect& dialect) {
  Records records(text, "", dialect);
  std::vector<DelimitedCell> cells;
  std::size_t count = 0;
  try {
    for (std::size_t i = 0; i < kSample && records.next(cells); ++i) {
      if (count > 0 && cells.size() != count) return 0;
      count = cells.size();
    }
  } catch (const Failure&) {
    return 0;
  }
  return count;
}

std::optional<char> likely_delimiter(std::string_view text, const std::string& comment) {
  std::optional<char> best;
  std::size_t most = 1;
  for (const char delimiter : {',', ';', '\t', '|', ' '}) {
    if (delimiter == ' ' && best) break;
    const std::size_t cells = steady_cells(text, {delimiter, comment});
    if (cells <= most) continue;
    most = cells;
    best = delimiter;
  }
  return best;
}

std::string delimiter_text(char delimiter) {
  if (delimiter == '\t') return "tab";
  if (delimiter == ' ') return "space";
  return std::string("'") + delimiter + '\'';
}

}  // namespace assay
