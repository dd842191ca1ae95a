#include "base/suggest.hpp"

#include <algorithm>
#include <utility>

#include "base/other_names.hpp"

namespace assay {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

const std::string* same_name(std::string_view meant, std::span<const std::string> known) {
  const auto found = std::ranges::find_if(known, [&](const auto& candidate) { return folded(candidate) == meant; });
  return found == known.end() ? nullptr : &*found;
}

/// "acc" begins accuracy; "validation" begins too many to say.
const std::string* only_one_begun_by(std::string_view meant, std::span<const std::string> known) {
  const std::string* found = nullptr;
  for (const auto& candidate : known) {
    if (meant.size() < 2 || !folded(candidate).starts_with(meant)) continue;
    if (found) return nullptr;
    found = &candidate;
  }
  return found;
}

/// Of equally near ones that which begins with the same letters.
std::optional<std::string> nearest_by_edits(std::string_view meant, std::span<const std::string> known) {
  std::optional<std::string> best;
  const std::size_t allowed = std::min<std::size_t>(3, std::max<std::size_t>(1, meant.size() / 3));
  std::pair<std::size_t, std::size_t> least{allowed + 1, 0};  // edits, letters behind the common beginning
  for (const auto& candidate : known) {
    const std::string name = folded(candidate);
    if (name.empty()) continue;
    const auto common = static_cast<std::size_t>(std::ranges::mismatch(meant, name).in1 - meant.begin());
    const std::pair now{edit_distance(meant, name), meant.size() - common};
    if (now.first > allowed || now >= least) continue;
    best = candidate;
    least = now;
  }
  return best;
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
  const std::string meant = folded(word);
  if (meant.empty()) return std::nullopt;
  if (const auto* same = same_name(meant, known)) return *same;
  for (const auto name : names_here(meant))
    if (const auto* same = same_name(folded(name), known)) return *same;
  if (const auto* begun = only_one_begun_by(meant, known)) return *begun;
  return nearest_by_edits(meant, known);
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const auto guess = nearest(word, known);
  return guess ? "; did you mean '" + *guess + "'?" : "";
}

std::string list_of(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return in_order(words);
}

std::string in_order(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace assay
