#include "spec/scalar.hpp"

#include <charconv>
#include <cmath>

namespace assay::spec {
namespace {

template <class Number>
std::optional<Number> parse(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const char* begin = text.data();
  const char* const end = begin + text.size();
  if (*begin == '+' && begin + 1 != end && begin[1] != '-') ++begin;
  Number value{};
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

bool is_plain(const Node& node) { return node.kind == Node::Kind::scalar && !node.quoted; }

}  // namespace

std::optional<std::int64_t> to_integer(const Node& node) {
  return is_plain(node) ? to_integer(node.text) : std::nullopt;
}

std::optional<std::int64_t> to_integer(std::string_view text) { return parse<std::int64_t>(text); }

std::optional<std::uint64_t> to_natural(const Node& node) {
  return is_plain(node) ? parse<std::uint64_t>(node.text) : std::nullopt;
}

std::optional<double> to_real(const Node& node) { return is_plain(node) ? to_real(node.text) : std::nullopt; }

std::optional<double> to_real(std::string_view text) {
  const auto value = parse<double>(text);
  if (!value || !std::isfinite(*value)) return std::nullopt;
  return value;
}

std::optional<bool> to_boolean(const Node& node) {
  if (node.kind != Node::Kind::scalar || node.quoted) return std::nullopt;
  if (node.text == "true") return true;
  if (node.text == "false") return false;
  return std::nullopt;
}

std::string real_text(double value) {
  char buffer[40];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  std::string text(buffer, end);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

}  // namespace assay::spec
