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

  /// With a rule under the titles. The last cell of a row has no spaces after it.
  void print(std::ostream& out) const;

 private:
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
