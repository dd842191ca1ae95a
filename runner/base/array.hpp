#pragma once
/// A tensor that owns its numbers and knows their type: how weights, samples and stored columns travel between rooms.
/// Training itself works on views (assay/tensor.hpp), never on these.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <assay/tensor.hpp>

namespace assay {

struct Array {
  using Numbers =
      std::variant<std::vector<float>, std::vector<double>, std::vector<std::int64_t>, std::vector<std::uint8_t>>;

  Shape shape;  ///< rank 0 for a single number
  Numbers numbers;

  std::size_t size() const {
    return std::visit([](const auto& v) { return v.size(); }, numbers);
  }

  /// The numbers as type T, converted if need be.
  template <class T>
  std::vector<T> as() const {
    return std::visit([](const auto& v) { return std::vector<T>(v.begin(), v.end()); }, numbers);
  }

  friend bool operator==(const Array&, const Array&) = default;
};

struct NamedArray {
  std::string name;
  Array array;

  friend bool operator==(const NamedArray&, const NamedArray&) = default;
};

}  // namespace assay
