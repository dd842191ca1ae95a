#pragma once
/// Dual numbers: a value together with its slope, so that evaluating a formula once also gives its derivative
/// (forward-mode differentiation; Clifford 1873, Wengert 1964). The elementary functions for them are in math.hpp.

#include <type_traits>

namespace assay {

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
  friend constexpr Dual operator*(Dual a, Dual b) { return {a.value * b.value, a.slope * b.value + a.value * b.slope}; }
  friend constexpr Dual operator/(Dual a, Dual b) {
    const T quotient = a.value / b.value;
    return {quotient, (a.slope - quotient * b.slope) / b.value};
  }
  friend constexpr Dual operator-(Dual a) { return {-a.value, -a.slope}; }
  friend constexpr bool operator<(Dual a, Dual b) { return a.value < b.value; }
  friend constexpr bool operator>(Dual a, Dual b) { return a.value > b.value; }
  friend constexpr bool operator<=(Dual a, Dual b) { return a.value <= b.value; }
  friend constexpr bool operator>=(Dual a, Dual b) { return a.value >= b.value; }
};

}  // namespace assay
