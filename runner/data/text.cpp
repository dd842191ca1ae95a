#include "data/text.hpp"

#include <array>

namespace assay::data {

template <class T>
Dataset<T> load_text(const Request& request) {
  const Contents contents = read_file(request, "file");
  const std::string& text = contents.bytes;
  const auto window = static_cast<std::size_t>(request.source.integer("window"));
  const auto wanted = static_cast<std::size_t>(request.source.integer("stride"));
  const std::size_t stride = wanted == 0 ? window : wanted;
  if (text.size() <= window)
    refuse(contents.name, 0, 0,
           "it has " + std::to_string(text.size()) + " characters; expected more than the window of " +
               std::to_string(window));
  Dataset<T> data;
  std::array<bool, 256> seen{};
  for (const char c : text) seen[static_cast<unsigned char>(c)] = true;
  std::array<T, 256> token{};
  for (std::size_t code = 0; code < seen.size(); ++code) {
    if (!seen[code]) continue;
    token[code] = static_cast<T>(data.vocabulary.size());
    data.vocabulary += static_cast<char>(code);
  }
  const auto number = [&](std::size_t i) { return token[static_cast<unsigned char>(text[i])]; };
  for (std::size_t start = 0; start + window < text.size(); start += stride) {
    for (std::size_t i = start; i < start + window; ++i) {
      data.inputs.push_back(number(i));
      data.targets.push_back(number(i + 1));
    }
    ++data.rows;
  }
  data.input = data.target = Shape({static_cast<std::int64_t>(window)});
  data.classes = static_cast<std::int64_t>(data.vocabulary.size());
  data.tokens = true;
  data.files = {contents.file};
  return data;
}

template Dataset<float> load_text(const Request&);
template Dataset<double> load_text(const Request&);

}  // namespace assay::data
