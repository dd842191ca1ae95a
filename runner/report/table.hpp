#pragma once
/// A table on the terminal: columns as wide as they need to be, numbers to the right, words to the left.

#include <iosfwd>
#include <string>
#include <vector>

namespace assay::report {

class Table {
 public:
  enum class Align { left, right };

  void column(std::string title, Align align = Align::right);
  void row(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  /// As text: aligned, with a rule under the titles. As CSV: RFC 4180, for programs. As Markdown and LaTeX (booktabs):
  /// for papers and pages.
  enum class Format { text, csv, markdown, latex };
  void print(std::ostream& out, Format format = Format::text) const;

 private:
  void print_text(std::ostream& out) const;
  /// Every line, titles first: cells changed by `quote`, joined by `between`, with `before` and `after`.
  template <class Quote, class Rule>
  void print_lines(std::ostream& out, const char* before, const char* between, const char* after, Quote quote,
                   Rule rule) const;

  struct Column {
    std::string title;
    Align align;
  };

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Characters that a UTF-8 text takes on the screen (code points; wide scripts are not told apart).
std::size_t width(const std::string& text);

/// A number with that many digits that mean something: 0.9713, 12345, 1.2e-07; "-" for NaN.
std::string number(double value, int digits = 4);

}  // namespace assay::report
