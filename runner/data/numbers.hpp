#pragma once
/// The numbers of a data set as they were found, each in the element type that holds it exactly: images stay bytes,
/// time stamps stay float64. Copies share the same memory.

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "base/array.hpp"

namespace assay::data {

/// Numbers that never change once they are here, so that whoever wants them may share them.
template <class T>
class Shared {
 public:
  using value_type = T;

  Shared() = default;
  Shared(std::vector<T> numbers) : numbers_(std::make_shared<const std::vector<T>>(std::move(numbers))) {}
  Shared(std::initializer_list<T> numbers) : Shared(std::vector<T>(numbers)) {}

  std::span<const T> span() const { return numbers_ ? std::span<const T>(*numbers_) : std::span<const T>(); }
  std::size_t size() const { return span().size(); }
  bool empty() const { return size() == 0; }
  const T* data() const { return span().data(); }
  auto begin() const { return span().begin(); }
  auto end() const { return span().end(); }
  const T& operator[](std::size_t i) const { return (*numbers_)[i]; }

  friend bool operator==(const Shared& a, const Shared& b) { return std::ranges::equal(a.span(), b.span()); }

 private:
  std::shared_ptr<const std::vector<T>> numbers_;
};

using Numbers = std::variant<Shared<double>, Shared<float>, Shared<std::int64_t>, Shared<std::uint8_t>>;

inline std::size_t size(const Numbers& numbers) {
  return std::visit([](const auto& some) { return some.size(); }, numbers);
}

/// One of them, as float64.
inline double at(const Numbers& numbers, std::int64_t i) {
  return std::visit([i](const auto& some) { return static_cast<double>(some[static_cast<std::size_t>(i)]); }, numbers);
}

/// An array's own numbers.
Numbers numbers_of(Array array);

/// In the smallest element type that holds them all exactly: bytes, float32 or float64.
Numbers compact(std::vector<double> numbers);

}  // namespace assay::data
