#include "store/digest.hpp"

#include <algorithm>
#include <bit>

#include "base/sha256.hpp"

namespace assay::store {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are digested as they lie in memory");

const char* word(const std::vector<float>&) { return "f32"; }
const char* word(const std::vector<double>&) { return "f64"; }
const char* word(const std::vector<std::int64_t>&) { return "i64"; }
const char* word(const std::vector<std::uint8_t>&) { return "u8"; }

std::string line(const std::string& path, const std::string& type, const Shape& shape,
                 std::span<const std::byte> values) {
  return path + ' ' + type + ' ' + to_string(shape) + ' ' + sha256(values) + '\n';
}

std::string line(const std::string& path, const Array& array) {
  return std::visit(
      [&](const auto& numbers) { return line(path, word(numbers), array.shape, std::as_bytes(std::span(numbers))); },
      array.numbers);
}

std::string text_line(const std::string& path, const Shape& shape, const std::vector<std::string>& texts) {
  std::string values;
  for (const std::string& text : texts) values += text + '\0';
  return line(path, "text", shape, std::as_bytes(std::span(values)));
}

struct AttributeLine {
  const std::string& path;

  std::string operator()(bool value) const { return line(path, Array{{}, std::vector<std::uint8_t>{value}}); }
  std::string operator()(std::int64_t value) const { return line(path, Array{{}, std::vector{value}}); }
  std::string operator()(double value) const { return line(path, Array{{}, std::vector{value}}); }
  std::string operator()(const std::string& value) const { return text_line(path, {}, {value}); }
  std::string operator()(const std::vector<std::string>& values) const {
    return text_line(path, {static_cast<std::int64_t>(values.size())}, values);
  }
};

}  // namespace

void Digest::add(const std::string& path, const Array& array) { lines_.push_back(line(path, array)); }

void Digest::add(const std::string& path, const std::string& text) { lines_.push_back(text_line(path, {}, {text})); }

void Digest::add(const std::string& path, const std::string& name, const h5::Attribute& value) {
  lines_.push_back(std::visit(AttributeLine{path + '@' + name}, value));
}

std::string Digest::hex() const {
  std::vector<std::string> sorted = lines_;
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const std::string& each : sorted) text += each;
  return sha256(text);
}

}  // namespace assay::store
