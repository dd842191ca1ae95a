#pragma once
/// What ASSAY_ACTIVATION expects of a formula, said in one sentence where it is not so. `assay plugins build` puts the
/// sentence before what the compiler says besides.

#include <concepts>
#include <cstddef>
#include <utility>

#include <assay/dual.hpp>

namespace assay::detail {

inline constexpr std::size_t kMostParameters = 12;

template <class F, class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires(T number) { F{}(number, (static_cast<void>(I), number)...); };
}

/// How many numbers besides x a formula takes: `expected` if it takes so many; -1 if it takes no T at all.
template <class F, class T>
constexpr int parameters_taken(int expected) {
  int taken = -1;
  const auto count = [&]<std::size_t... N>(std::index_sequence<N...>) {
    const auto one = [&](int n, bool fits) {
      if (fits && (taken < 0 || n == expected)) taken = n;
    };
    (one(static_cast<int>(N), takes<F, T>(std::make_index_sequence<N>{})), ...);
  };
  count(std::make_index_sequence<kMostParameters + 1>{});
  return taken;
}

template <class F, class T, std::size_t... I>
constexpr bool returns_its_number(std::index_sequence<I...>) {
  return requires(T number) {
    { F{}(number, (static_cast<void>(I), number)...) } -> std::same_as<T>;
  };
}

template <class F, int taken, int declared>
constexpr bool expect_parameters() {
  static_assert(taken == declared,
                "operator() must take x and one number for each parameter that ASSAY_ACTIVATION declares after the "
                "documentation, as assay::trainable(\"beta\", 1.0, \"steepness\")");
  if constexpr (taken == declared) {
    constexpr bool right = returns_its_number<F, Dual<float>>(std::make_index_sequence<declared>{});
    static_assert(right, "operator() must return T, the type of x: template <class T> T operator()(T x) const");
    return right;
  }
  return false;
}

/// Whether F is a formula of `declared` parameters; a sentence of the compiler's where it is not.
template <class F, int declared>
constexpr bool expect_formula() {
  constexpr int taken = parameters_taken<F, Dual<float>>(declared), of_float = parameters_taken<F, float>(declared);
  static_assert(taken >= 0 || of_float < 0,
                "operator() must be a template, because the slope is derived by calling it with other numbers than "
                "float: template <class T> T operator()(T x) const");
  static_assert(taken >= 0 || of_float >= 0,
                "a formula is a struct with a public operator(): template <class T> T operator()(T x) const");
  if constexpr (taken >= 0) return expect_parameters<F, taken, declared>();
  return false;
}

}  // namespace assay::detail
