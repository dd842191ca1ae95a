#include "spec/calls.hpp"

#include <algorithm>
#include <array>

namespace assay::spec {
namespace {

constexpr std::array<std::string_view, 6> kNames{"range", "linspace", "logspace", "log", "uniform", "int"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

std::string exchange(std::string_view text, char from, char to) {
  std::string out(text);
  for (auto open = out.find('('); open != std::string::npos; open = out.find('(', open + 1)) {
    std::size_t begin = open;
    while (begin > 0 && is_letter(out[begin - 1])) --begin;
    const std::string_view name(out.data() + begin, open - begin);
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end()) continue;
    const auto close = out.find_first_of("()\n'\"", open + 1);
    if (close == std::string::npos || out[close] != ')') continue;
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(open), out.begin() + static_cast<std::ptrdiff_t>(close),
                 from, to);
  }
  return out;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? "" : std::string(text.substr(first, last - first + 1));
}

}  // namespace

std::optional<Call> parse_call(std::string_view text) {
  const auto open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
  Call call{std::string(text.substr(0, open)), {}};
  if (std::find(kNames.begin(), kNames.end(), call.name) == kNames.end()) return std::nullopt;
  std::string_view rest = text.substr(open + 1, text.size() - open - 2);
  for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
    call.arguments.push_back(trimmed(rest.substr(0, comma)));
    rest.remove_prefix(comma + 1);
  }
  call.arguments.push_back(trimmed(rest));
  return call;
}

std::string hide_commas(std::string_view text) { return exchange(text, ',', ';'); }
std::string show_commas(std::string_view text) { return exchange(text, ';', ','); }

}  // namespace assay::spec
