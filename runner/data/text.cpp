#include "data/text.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "data/foreign.hpp"

namespace assay::data {
namespace {

/// What the beginning of a text that is not UTF-8 tells of what it is.
const char* encoding_of(std::string_view text) {
  const bool wide = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
  return wide ? "utf-16" : "latin1";
}

std::u32string characters_of(const Contents& contents, bool as_bytes) {
  std::string_view bytes = contents.bytes;
  if (as_bytes) {
    const auto* const first = reinterpret_cast<const unsigned char*>(bytes.data());
    return {first, first + bytes.size()};
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  std::size_t stop = 0;
  auto text = decode_utf8(bytes, stop);
  if (stop == bytes.size()) return text;
  const auto line = 1 + std::ranges::count(text, U'\n');
  const auto column = static_cast<std::int64_t>(text.size() - (text.rfind(U'\n') + 1)) + 1;
  constexpr const char* kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(bytes[stop]);
  refuse(contents.name, static_cast<int>(line), static_cast<int>(column),
         std::string("the byte 0x") + kDigits[byte >> 4] + kDigits[byte & 15] + " is no UTF-8; 'iconv -f " +
             encoding_of(bytes) + " -t utf-8 " + contents.name + "' prints it as such if it is " + encoding_of(bytes));
}

/// Tokens of all characters, numbered in the order of their codes.
template <class Number>
std::vector<Number> tokens_of(const std::u32string& text, const std::vector<std::int64_t>& number) {
  std::vector<Number> tokens(text.size());
  std::ranges::transform(text, tokens.begin(), [&](char32_t c) { return static_cast<Number>(number[c]); });
  return tokens;
}

template <class Number>
void cut_windows(RawDataset& data, const std::vector<Number>& tokens, std::size_t window, std::size_t stride) {
  std::vector<Number> inputs, targets;
  const std::size_t rows = (tokens.size() - window - 1) / stride + 1;
  inputs.reserve(rows * window);
  targets.reserve(rows * window);
  for (std::size_t start = 0; start + window < tokens.size(); start += stride) {
    const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(start);
    const auto to = from + static_cast<std::ptrdiff_t>(window);
    inputs.insert(inputs.end(), from, to);
    targets.insert(targets.end(), from + 1, to + 1);
  }
  data.rows = static_cast<std::int64_t>(rows);
  data.inputs = Shared(std::move(inputs));
  data.targets = Shared(std::move(targets));
}

}  // namespace

RawDataset load_text(const Request& request) {
  const Contents contents = read_file(request, "file");
  refuse_foreign(contents);
  const std::u32string text = characters_of(contents, request.reading.bytes);
  const auto window = static_cast<std::size_t>(request.source.integer("window"));
  const auto wanted = static_cast<std::size_t>(request.source.integer("stride"));
  const std::size_t stride = wanted == 0 ? window : wanted;
  if (text.size() <= window)
    refuse(contents.name, 0, 0,
           "it has " + std::to_string(text.size()) + " characters; expected more than the window of " +
               std::to_string(window));
  RawDataset data;
  std::vector<std::int64_t> number(*std::ranges::max_element(text) + 1, -1);
  for (const char32_t c : text) number[c] = 0;
  for (std::size_t code = 0; code < number.size(); ++code) {
    if (number[code] < 0) continue;
    number[code] = static_cast<std::int64_t>(data.vocabulary.size());
    data.vocabulary += static_cast<char32_t>(code);
  }
  if (data.vocabulary.size() <= 256)
    cut_windows(data, tokens_of<std::uint8_t>(text, number), window, stride);
  else
    cut_windows(data, tokens_of<std::int64_t>(text, number), window, stride);
  data.input = data.target = Shape({static_cast<std::int64_t>(window)});
  data.classes = static_cast<std::int64_t>(data.vocabulary.size());
  data.tokens = true;
  data.files = {contents.file};
  return data;
}

}  // namespace assay::data
