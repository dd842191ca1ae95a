#include "h5/utf8.hpp"

namespace assay::h5 {
namespace {

/// Bytes of the character that `text` begins with; 0 where it is not well-formed or NUL.
std::size_t character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return first != 0 ? 1 : 0;
  if (first < 0xc2 || first > 0xf4 || !follows(1)) return 0;
  if (first < 0xe0) return 2;
  if (!follows(2)) return 0;
  if (first < 0xf0) return (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ? 0 : 3;
  if (!follows(3)) return 0;
  return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) ? 0 : 4;
}

}  // namespace

std::string well_formed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = character(text);
    result += size > 0 ? text.substr(0, size) : "\xef\xbf\xbd";
    text.remove_prefix(size > 0 ? size : 1);
  }
  return result;
}

}  // namespace assay::h5
