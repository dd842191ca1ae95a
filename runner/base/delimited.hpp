#pragma once
/// Text in records of cells with a delimiter between them (RFC 4180): a cell in quotes may hold delimiters, line breaks
/// and, as "", quotes. Lines end with LF, CRLF or CR; blank ones are no records. The one reader of such text.

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/failure.hpp"

namespace assay {

/// How the cells of a text are told apart.
struct Dialect {
  char delimiter = ',';  ///< a blank: any number of blanks and tabs, also before the first cell and after the last
  std::string comment;   ///< a line that begins with this is no record; empty: there are none
};

struct DelimitedCell {
  std::string_view text;   ///< without blanks around it, or what its quotes enclose
  std::size_t offset = 0;  ///< where it begins in the whole text
  bool quoted = false;
};

/// Line and column of a byte in a text, from 1, in characters. Costs a walk through the text: for messages.
Place place_in(std::string_view text, std::size_t offset, const std::string& name);

class Records {
 public:
  /// `text` is UTF-8 and must outlive this; `name` is that of the file, for places.
  Records(std::string_view text, std::string name, Dialect dialect);

  /// Puts the next record's cells into `cells`, where they are valid until the next call; false at the end. A record
  /// with nothing in any cell is passed over. Throws Failure(data) with its place for a quote that is never closed or
  /// has text behind it.
  bool next(std::vector<DelimitedCell>& cells);

  /// Of a byte; cheap where it lies behind that of the last call.
  Place place(std::size_t offset) const;

 private:
  void read(std::vector<DelimitedCell>& cells);
  DelimitedCell plain(std::size_t& at) const;
  DelimitedCell quoted(std::size_t& at);
  void skip_blanks(std::size_t& at) const;
  bool skip_comment();
  void end_line(std::size_t at);

  std::string_view text_;
  std::string name_;
  Dialect dialect_;
  bool aligned_;                            ///< the delimiter is any number of blanks
  std::array<bool, 256> blank_{}, stop_{};  ///< what may surround a cell, what ends one
  std::size_t at_ = 0;
  std::deque<std::string> unquoted_;  ///< cells of this record that had "" in them
  mutable std::size_t asked_ = 0;     ///< what place() was asked for last, and its answer
  mutable Place answer_;
};

/// How many cells each of the first 100 records has with this delimiter; 0 where they do not agree.
std::size_t steady_cells(std::string_view text, const Dialect& dialect);

/// The one among comma, semicolon, tab, vertical bar and blanks that gives every record the most cells, two at least;
/// blanks only where no other does. Nothing where there is none.
std::optional<char> likely_delimiter(std::string_view text, const std::string& comment);

/// As an experiment spells it: "','", "';'", "tab" or "space".
std::string delimiter_text(char delimiter);

}  // namespace assay
