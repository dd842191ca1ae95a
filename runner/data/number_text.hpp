#pragma once
/// Numbers as people write them in text.

#include <string>
#include <string_view>
#include <system_error>

namespace assay::data {

struct NumberStyle {
  char decimal = '.';
  std::string thousands;  ///< between groups of three digits; empty: nothing may be

  bool plain() const { return decimal == '.' && thousands.empty(); }
};

/// Reads a decimal number: digits, a decimal sign, an exponent. What is nearer to 0 than any double is 0. Not numbers
/// (invalid_argument): nan, inf, hexadecimal digits. Beyond every double: result_out_of_range.
std::errc read_number(std::string_view text, const NumberStyle& style, double& value);

/// Whether somebody may have meant a number, a date or the like: it begins like a number and has no letters.
bool looks_like_number(std::string_view text);

/// Whether it is one of the words by which programs say that a value is missing: NA, null, ?, ... or nothing at all.
bool looks_missing(std::string_view text);

/// "1", "-1" or "0.5": the shortest text that means the number.
std::string number_text(double value);

}  // namespace assay::data
