#pragma once
/// Did you mean ...?

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// The known word nearest to `word` by edit distance (Damerau and Levenshtein: insert, delete, replace, swap), if it is
/// near: at most a third of the word's length and never more than 3 edits; or the only known word that `word` begins.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

/// "; did you mean 'lr'?", or nothing where no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// "a, b and c"; sorted.
std::string list_of(std::vector<std::string> words);

}  // namespace assay
