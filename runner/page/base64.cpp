#include "page/base64.hpp"

#include <algorithm>

namespace assay::page {

std::string base64(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t here = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) three = three << 8 | (i < here ? bytes[at + i] : 0U);
    for (std::size_t i = 0; i < 4; ++i) text += i <= here ? kDigits[three >> (18 - 6 * i) & 63U] : '=';
  }
  return text;
}

}  // namespace assay::page
