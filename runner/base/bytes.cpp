#include "base/bytes.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace assay {
namespace {

constexpr std::array<std::pair<std::string_view, double>, 5> kUnits{
    {{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}}};

}  // namespace

std::optional<std::uint64_t> to_bytes(std::string_view text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !(number > 0) || number > 1e6) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  while (text.starts_with(' ')) text.remove_prefix(1);
  for (const auto& [unit, bytes] : kUnits)
    if (text == unit) return static_cast<std::uint64_t>(number * bytes);
  return std::nullopt;
}

std::string bytes_text(double bytes) {
  char text[48];
  for (const auto& [unit, size] : kUnits) {
    if (bytes < size && size > 1) continue;
    std::snprintf(text, sizeof text, bytes / size < 10 && size > 1 ? "%.1f %s" : "%.0f %s", bytes / size, unit.data());
    break;
  }
  return text;
}

}  // namespace assay
