#include "data/number_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace assay::data {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits with at most one point among them, as most cells are: sooner had than by from_chars. Up to 15 of them are a
/// double, and so is the power of ten, and the quotient of two doubles is the nearest double (Clinger 1990).
bool read_short(std::string_view text, double& value) {
  constexpr std::array kPowers{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 16) return false;
  std::uint64_t digits = 0;
  std::size_t point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i]))
      digits = 10 * digits + static_cast<std::uint64_t>(text[i] - '0');
    else if (text[i] == '.' && point == text.size())
      point = i;
    else
      return false;
  }
  const bool pointed = point < text.size();
  const std::size_t count = text.size() - (pointed ? 1 : 0), behind = pointed ? text.size() - point - 1 : 0;
  if (count == 0 || count > 15) return false;
  value = static_cast<double>(digits) / kPowers[behind];
  if (negative) value = -value;
  return true;
}

/// Of a number that no double is near enough to: whether it is too small, not too large.
bool is_tiny(std::string_view text) {
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  const std::string_view digits = text.substr(0, mark);
  const auto first = static_cast<std::int64_t>(std::min(digits.find_first_of("123456789"), digits.size()));
  const auto point = static_cast<std::int64_t>(std::min(digits.find('.'), digits.size()));
  std::string_view power = text.substr(std::min(mark + 1, text.size()));
  if (power.starts_with('+')) power.remove_prefix(1);
  std::int64_t exponent = 0;
  if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec == std::errc::result_out_of_range)
    return power.starts_with('-');
  return point - first + exponent < 0;
}

std::errc read_plain(std::string_view text, double& value) {
  if (read_short(text, value)) return {};
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::errc::invalid_argument;
  }
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument || stop != text.data() + text.size()) return std::errc::invalid_argument;
  if (error == std::errc::result_out_of_range) {
    if (!is_tiny(text)) return error;
    value = text.starts_with('-') ? -0.0 : 0.0;
    return {};
  }
  return std::isfinite(value) ? std::errc() : std::errc::invalid_argument;
}

/// The whole part without its separators; false where they do not stand between groups of three digits.
bool join_thousands(std::string_view whole, const std::string& separator, std::string& joined) {
  std::size_t begin = 0;
  bool first = true;
  while (true) {
    const std::size_t end = std::min(whole.find(separator, begin), whole.size());
    const std::string_view group = whole.substr(begin, end - begin);
    const std::size_t digits = group.size() - (first && (group.starts_with('-') || group.starts_with('+')) ? 1 : 0);
    const bool last = end == whole.size();
    if (!first && digits != 3) return false;
    if (first && !last && (digits < 1 || digits > 3)) return false;
    joined += group;
    if (last) return true;
    begin = end + separator.size();
    first = false;
  }
}

}  // namespace

std::errc read_number(std::string_view text, const NumberStyle& style, double& value) {
  if (style.plain()) return read_plain(text, value);
  const std::size_t end = std::min(text.find_first_of(std::string{style.decimal, 'e', 'E'}), text.size());
  std::string plain, rest(text.substr(end));
  if (style.decimal != '.' && rest.find('.') != std::string::npos) return std::errc::invalid_argument;
  if (style.thousands.empty())
    plain = text.substr(0, end);
  else if (!join_thousands(text.substr(0, end), style.thousands, plain))
    return std::errc::invalid_argument;
  if (style.decimal != '.' && plain.find('.') != std::string::npos) return std::errc::invalid_argument;
  std::ranges::replace(rest, style.decimal, '.');
  return read_plain(plain + rest, value);
}

bool looks_like_number(std::string_view text) {
  const auto bare = text.find_first_not_of("+-($ ");
  if (bare == std::string_view::npos || !(is_digit(text[bare]) || text[bare] == '.' || text[bare] == ',')) return false;
  return std::ranges::none_of(text, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }) ||
         text.find_first_of("xX") == 1;
}

bool looks_missing(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kWords{
      "", "?", "-", "--", ".", "na", "n/a", "#n/a", "nan", "<na>", "null", "none", "nil", "inf", "-inf", "missing"};
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::find(kWords, small) != kWords.end();
}

std::string number_text(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

}  // namespace assay::data
