#pragma once
/// Names of parameterised tests that say what they are of, out of texts such as "[{dense: 5}, relu]".

#include <cctype>
#include <string>

namespace assay::testing_support {

/// The letters and digits of a text, with one underscore for whatever lies between: "dense_5_relu".
inline std::string readable_name(const std::string& text) {
  std::string name;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)))
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

}  // namespace assay::testing_support
