#include "base/visible.hpp"

#include <array>
#include <cstdio>

#include "base/utf8.hpp"

namespace assay {
namespace {

std::string written_out(const char* form, unsigned value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), form, value);
  return text.data();
}

/// C0 but for what the caller keeps, DEL, C1, and the marks of Unicode's bidirectional algorithm (UAX 9).
bool obeyed(char32_t point) {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return true;
  return point == 0x200e || point == 0x200f || (point >= 0x202a && point <= 0x202e) ||
         (point >= 0x2066 && point <= 0x2069);
}

/// Appends the character at the front of `text` and returns its size.
std::size_t append(std::string& result, std::string_view text) {
  const std::size_t size = character_size(text);
  if (size == 0) return result += written_out("\\x%02x", static_cast<unsigned char>(text[0])), 1;
  std::size_t stop = 0;
  const char32_t point = decode_utf8(text.substr(0, size), stop)[0];
  if (!obeyed(point))
    result += text.substr(0, size);
  else
    result += written_out(size == 1 ? "\\x%02x" : "\\u%04x", static_cast<unsigned>(point));
  return size;
}

bool plain(char c) { return c >= 0x20 && c < 0x7f; }

}  // namespace

std::string visible(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const bool kept = plain(text[0]) || text[0] == '\n' || text[0] == '\t' || text.starts_with("\r\n");
    if (kept) result += text[0];
    text.remove_prefix(kept ? 1 : append(result, text));
  }
  return result;
}

std::string visible_in_line(std::string_view text) {
  std::string result;
  for (; !text.empty();) {
    const char* known = text[0] == '\n' ? "\\n" : text[0] == '\t' ? "\\t" : text[0] == '\r' ? "\\r" : nullptr;
    if (known) result += known;
    text.remove_prefix(known ? 1 : append(result, text));
  }
  return result;
}

}  // namespace assay
