#include "spec/calls.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace assay::spec {
namespace {

constexpr std::array<std::string_view, 6> kNames{"range", "linspace", "logspace", "log", "uniform", "int"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_name(std::string_view name) { return std::find(kNames.begin(), kNames.end(), name) != kNames.end(); }

/// "log(1e-4": a call whose end is missing.
bool begins_call(const Node& piece) {
  if (piece.kind != Node::Kind::scalar || piece.quoted) return false;
  const std::string_view text = piece.text;
  const auto open = text.find_last_of("()");
  if (open == std::string_view::npos || text[open] == ')') return false;
  std::size_t begin = open;
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  return is_name(text.substr(begin, open - begin));
}

/// How many of the pieces `piece(from)`, `piece(from + 1)`, ... belong to the call that `first` begins: those up to the
/// first that has the ')'. 0 where there is none. `piece` is null behind the last.
template <class Piece>
std::size_t pieces_of_call(const Node& first, std::size_t from, Piece piece) {
  for (std::size_t i = from; const Node* next = piece(i); ++i) {
    if (next->kind != Node::Kind::scalar || next->quoted || next->place.line != first.place.line) return 0;
    const auto bracket = next->text.find_first_of("()");
    if (bracket != std::string::npos) return next->text[bracket] == ')' ? i - from + 1 : 0;
  }
  return 0;
}

/// As it stood in the line: the comma, and as many blanks as there were.
void append(Node& call, int& end, const Node& piece) {
  const int gap = piece.place.column - end;
  call.text += ',' + std::string(gap >= 1 ? static_cast<std::size_t>(gap) - 1 : 0, ' ') + piece.text;
  end = piece.place.column + static_cast<int>(piece.text.size());
}

int end_of(const Node& piece) { return piece.place.column + static_cast<int>(piece.text.size()); }

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
  return first == std::string_view::npos ? "" : std::string(text.substr(first, last - first + 1));
}

}  // namespace

std::optional<Call> parse_call(std::string_view text) {
  const auto open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
  Call call{std::string(text.substr(0, open)), {}};
  if (!is_name(call.name)) return std::nullopt;
  std::string_view rest = text.substr(open + 1, text.size() - open - 2);
  for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
    call.arguments.push_back(trimmed(rest.substr(0, comma)));
    rest.remove_prefix(comma + 1);
  }
  call.arguments.push_back(trimmed(rest));
  return call;
}

void join_calls(std::vector<Node>& items) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < items.size(); ++kept) {
    if (kept != i) items[kept] = std::move(items[i]);
    ++i;
    Node& item = items[kept];
    Node& call = item.kind == Node::Kind::map && item.entries.size() == 1 ? item.entries[0].value : item;  // [a: log(1
    if (!begins_call(call)) continue;
    int end = end_of(call);
    const auto piece = [&](std::size_t at) { return at < items.size() ? &items[at] : nullptr; };
    for (auto count = pieces_of_call(call, i, piece); count > 0; --count) append(call, end, items[i++]);
  }
  items.resize(kept);
}

void join_calls(std::vector<Entry>& entries) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries.size(); ++kept) {
    if (kept != i) entries[kept] = std::move(entries[i]);
    ++i;
    Node& call = entries[kept].value;
    if (!begins_call(call)) continue;
    int end = end_of(call);
    Node key{Node::Kind::scalar, {}, {}, false, {}, {}};
    const auto piece = [&](std::size_t at) -> const Node* {
      if (at >= entries.size() || entries[at].value.kind != Node::Kind::null) return nullptr;
      key.text = entries[at].key;
      key.place = entries[at].place;
      return &key;
    };
    for (auto count = pieces_of_call(call, i, piece); count > 0; --count) append(call, end, *piece(i++));
  }
  entries.resize(kept);
}

}  // namespace assay::spec
