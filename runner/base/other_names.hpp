#pragma once
/// What PyTorch, Keras and scikit-learn call things: the one place that knows their names.

#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A word as far as tools agree on it: small letters and digits only, without the module ("nn.ReLU" is "relu").
std::string folded(std::string_view word);

/// What a folded word of another tool is called here, the likeliest first; empty where the word is not known.
std::vector<std::string_view> names_here(std::string_view folded_word);

}  // namespace assay
