#include "base/utf8.hpp"

namespace assay {

std::size_t character_size(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4 || !follows(1)) return 0;
  if (first < 0xe0) return 2;
  if (!follows(2)) return 0;
  if (first < 0xf0) return (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ? 0 : 3;
  if (!follows(3)) return 0;
  return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) ? 0 : 4;
}

std::string well_formed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = text.front() == '\0' ? 0 : character_size(text);
    result += size > 0 ? text.substr(0, size) : "\xef\xbf\xbd";
    text.remove_prefix(size > 0 ? size : 1);
  }
  return result;
}

std::u32string decode_utf8(std::string_view text, std::size_t& stop) {
  std::u32string characters;
  characters.reserve(text.size());
  for (stop = 0; stop < text.size();) {
    const auto first = static_cast<unsigned char>(text[stop]);
    const std::size_t size = first < 0x80 ? 1 : character_size(text.substr(stop, 4));
    if (size == 0) return characters;
    char32_t code = size == 1 ? first : first & (0xff >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) code = code << 6 | (static_cast<unsigned char>(text[stop + i]) & 0x3f);
    characters += code;
    stop += size;
  }
  return characters;
}

std::string encode_utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) {
    const auto follow = [&](int shift) { text += static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xc0 | (c >> 6));
    } else if (c < 0x10000) {
      text += static_cast<char>(0xe0 | (c >> 12));
      follow(6);
    } else {
      text += static_cast<char>(0xf0 | (c >> 18));
      follow(12);
      follow(6);
    }
    if (c >= 0x80) follow(0);
  }
  return text;
}

}  // namespace assay
