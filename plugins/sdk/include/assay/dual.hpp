#pragma once
/// Dual numbers: a value together with its slope, so that evaluating a formula once also gives its derivative
/// (forward-mode differentiation; Clifford 1873, Wengert 1964). The elementary functions for them are in math.hpp.
///
/// A slope of 0 is that of a constant, so it stays 0 whatever it is multiplied with or divided by, infinity included:
/// slope x has the slope `slope` at infinity, where x' slope + x 0 is NaN in IEEE arithmetic. A constant's slope is
/// known to the compiler, which leaves such terms out.

#include <bit>
#include <cstdint>
#include <type_traits>

namespace assay {
namespace detail {

/// `number` or 0; by a mask, because of a choice between numbers GCC makes a branch, which can keep a whole loop
/// scalar.
template <class T>
[[gnu::always_inline]] constexpr T only_if(bool keep, T number) {
  using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  return std::bit_cast<T>(std::bit_cast<Bits>(number) & -static_cast<Bits>(keep));
}

/// slope factor, and 0 where the slope is.
template <class T>
[[gnu::always_inline]] constexpr T times(T slope, T factor) {
  return only_if(slope != T(0), slope * factor);
}

}  // namespace detail

template <class T>
struct Dual {
  T value{};
  T slope{};

  constexpr Dual() = default;
  constexpr Dual(T v) : value(v) {}  // NOLINT(google-explicit-constructor): a constant has slope 0
  /// T(0.5) in a formula: a constant of another type.
  template <class Constant>
  requires std::is_arithmetic_v<Constant>
  constexpr explicit Dual(Constant v) : value(static_cast<T>(v)) {}
  constexpr Dual(T v, T s) : value(v), slope(s) {}

  friend constexpr Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
  friend constexpr Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
  friend constexpr Dual operator*(Dual a, Dual b) {
    return {a.value * b.value, detail::times(a.slope, b.value) + detail::times(b.slope, a.value)};
  }
  friend constexpr Dual operator/(Dual a, Dual b) {
    const T quotient = a.value / b.value;
    // A quotient that has become 0 outweighs an infinite slope below the bar: 1 / (1 + x^2).
    const T below = detail::only_if(quotient != T(0), detail::times(b.slope, quotient));
    return {quotient, (a.slope - below) / b.value};
  }
  friend constexpr Dual operator-(Dual a) { return {-a.value, -a.slope}; }
  friend constexpr bool operator<(Dual a, Dual b) { return a.value < b.value; }
  friend constexpr bool operator>(Dual a, Dual b) { return a.value > b.value; }
  friend constexpr bool operator<=(Dual a, Dual b) { return a.value <= b.value; }
  friend constexpr bool operator>=(Dual a, Dual b) { return a.value >= b.value; }
};

}  // namespace assay
