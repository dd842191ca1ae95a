#include "base/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/delimited.hpp"
#include "base/utf8.hpp"

namespace assay {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF", kLittleMark = "\xFF\xFE", kBigMark = "\xFE\xFF";
constexpr std::size_t kGlance = 4096;  // bytes that UTF-16 without a mark is told by

[[noreturn]] void refuse(const Place& place, const std::string& what) {
  throw Failure(ExitCode::data, to_string(place) + ": " + what);
}

/// Where the text `before` ends.
Place end_of(std::string_view before, const std::string& name) { return place_in(before, before.size(), name); }

/// The next byte from `at` on that is not ASCII, or the size.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  for (std::uint64_t eight = 0; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0x80U) == 0) ++at;
  return at;
}

/// Where the first character lies that is not well-formed UTF-8.
std::optional<std::size_t> first_fault(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    std::size_t end = at, stop = 0;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0x80U) != 0) ++end;
    decode_utf8(text.substr(at, end - at), stop);
    if (at + stop < end) return at + stop;
    at = end;
  }
  return std::nullopt;
}

enum class Order { little, big };

/// The byte order of UTF-16, told by its mark or by zero bytes beside ASCII.
std::optional<Order> order_of(std::string_view bytes) {
  if (bytes.starts_with(kLittleMark)) return Order::little;
  if (bytes.starts_with(kBigMark)) return Order::big;
  const std::size_t units = std::min(bytes.size(), kGlance) / 2;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < 2 * units; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  if (units == 0 || zeros[0] + zeros[1] < (units + 1) / 2) return std::nullopt;  // most characters are ASCII
  if (zeros[0] > 0 && zeros[1] > 0) return std::nullopt;
  return zeros[1] > 0 ? Order::little : Order::big;
}

std::string from_utf16(std::string_view bytes, Order order, const std::string& name) {
  if (bytes.starts_with(kLittleMark) || bytes.starts_with(kBigMark)) bytes.remove_prefix(2);
  std::string text;
  text.reserve(bytes.size());
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(order == Order::little ? second << 8 | first : first << 8 | second);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t code = unit(i);
    if (code >= 0xD800 && code < 0xE000) {
      const char32_t low = code < 0xDC00 && i + 3 < bytes.size() ? unit(i + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) refuse(end_of(text, name), "it is UTF-16 with half a character here");
      code = 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00));
      i += 2;
    }
    text += encode_utf8({&code, 1});
  }
  if (bytes.size() % 2 != 0) refuse(end_of(text, name), "it is UTF-16 and ends within a character: a byte is missing");
  return text;
}

std::string from_latin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto code = static_cast<char32_t>(static_cast<unsigned char>(c));
    text += code < 0x80 ? std::string(1, c) : encode_utf8({&code, 1});
  }
  return text;
}

std::string byte_text(char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(byte);
  return std::string("0x") + kDigits[code >> 4U] + kDigits[code & 15U];
}

/// Where zero bytes are, there is no text.
DecodedText checked(DecodedText decoded, const std::string& name) {
  const std::string_view text = decoded.text();
  if (const auto zero = text.find('\0'); zero != std::string_view::npos)
    refuse(end_of(text.substr(0, zero), name), "it is not text: a byte here is 0");
  if (text.empty()) refuse({name}, "it is empty");
  return decoded;
}

}  // namespace

DecodedText decode(std::string bytes, const std::string& name, std::string_view encoding) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
    refuse({name}, "it is UTF-32, which is not read; save it as UTF-8");
  const auto order = order_of(bytes);
  if (encoding == "utf-16" || (encoding == "auto" && order))
    return checked({from_utf16(bytes, order.value_or(Order::little), name), 0, ""}, name);
  if (order && bytes.size() > 1 && (bytes.starts_with(kLittleMark) || bytes.starts_with(kBigMark)))
    refuse({name}, "it is UTF-16; say encoding: utf-16");
  const std::size_t begin = bytes.starts_with(kMark) ? kMark.size() : 0;
  if (encoding == "latin-1") return checked({from_latin1(std::string_view(bytes).substr(begin)), 0, ""}, name);
  const auto fault = first_fault(std::string_view(bytes).substr(begin));
  if (!fault) return checked({std::move(bytes), begin, ""}, name);
  const std::string_view before = std::string_view(bytes).substr(begin, *fault);
  const std::string what = "byte " + byte_text(bytes[begin + *fault]) + " is not UTF-8";
  if (encoding == "utf-8") refuse(end_of(before, name), what + "; say encoding: latin-1 if it is that");
  const Place place = end_of(before, name);
  return checked({from_latin1(std::string_view(bytes).substr(begin)), 0,
                  to_string(place) + ": " + what + "; the file is read as Latin-1 (encoding: latin-1 says so)"},
                 name);
}

}  // namespace assay
