#pragma once
/// Did you mean ...?

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// The known word that is meant: the same but for capitals and signs, another tool's name (base/other_names.hpp), the
/// only one that `word` begins, or the nearest by at most 3 edits (Damerau and Levenshtein) and a third of its length.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

/// "; did you mean 'lr'?", or nothing where no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// "a, b and c"; sorted.
std::string list_of(std::vector<std::string> words);
/// The same in the order in which they stand: for what goes by its place.
std::string in_order(const std::vector<std::string>& words);

}  // namespace assay
