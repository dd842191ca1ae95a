#pragma once
/// The elementary functions of formulas, for float, double and Dual. Those of float (vector_math.hpp) become vector
/// code in a loop and give the same bits at every position of an array; those of double are the standard library's.

#include <cmath>
#include <limits>
#include <numbers>

#include <assay/dual.hpp>
#include <assay/vector_math.hpp>

namespace assay {

inline double exp(double x) { return std::exp(x); }
inline double expm1(double x) { return std::expm1(x); }
inline double log(double x) { return std::log(x); }
inline double log1p(double x) { return std::log1p(x); }
inline double tanh(double x) { return std::tanh(x); }
inline double erf(double x) { return std::erf(x); }
inline double sin(double x) { return std::sin(x); }
inline double cos(double x) { return std::cos(x); }
ASSAY_INLINE float sqrt(float x) { return std::sqrt(x); }
inline double sqrt(double x) { return std::sqrt(x); }
ASSAY_INLINE float abs(float x) { return std::fabs(x); }
inline double abs(double x) { return std::fabs(x); }

/// The standard normal distribution: its density e^(-x^2/2) / sqrt(2 pi), and how much of it lies below x.
inline double normal_pdf(double x) { return 0.5 * std::numbers::sqrt2 * std::numbers::inv_sqrtpi * exp(-0.5 * x * x); }
inline double normal_cdf(double x) { return 0.5 * std::erfc(-0.5 * std::numbers::sqrt2 * x); }

/// Up to what |x| sin and cos give numbers; from there on NaN.
template <class T>
inline constexpr T kSineRange = std::numeric_limits<T>::infinity();
template <>
inline constexpr float kSineRange<float> = 0x1p32f;
template <class T>
inline constexpr Dual<T> kSineRange<Dual<T>> = kSineRange<T>;

template <class T>
ASSAY_INLINE Dual<T> exp(Dual<T> x) {
  const T y = exp(x.value);
  return {y, detail::times(x.slope, y)};
}
template <class T>
ASSAY_INLINE Dual<T> expm1(Dual<T> x) {
  return {expm1(x.value), detail::times(x.slope, exp(x.value))};  // y + 1 loses what is small beside 1
}
template <class T>
ASSAY_INLINE Dual<T> log(Dual<T> x) {
  return {log(x.value), x.slope / x.value};
}
template <class T>
ASSAY_INLINE Dual<T> log1p(Dual<T> x) {
  return {log1p(x.value), x.slope / (T(1) + x.value)};
}
template <class T>
ASSAY_INLINE Dual<T> tanh(Dual<T> x) {
  const T y = tanh(x.value);
  return {y, detail::times(x.slope, T(1) - y * y)};
}
template <class T>
ASSAY_INLINE Dual<T> erf(Dual<T> x) {
  return {erf(x.value), detail::times(x.slope, T(2 * std::numbers::inv_sqrtpi) * exp(-x.value * x.value))};
}
template <class T>
ASSAY_INLINE Dual<T> sin(Dual<T> x) {
  return {sin(x.value), detail::times(x.slope, cos(x.value))};
}
template <class T>
ASSAY_INLINE Dual<T> cos(Dual<T> x) {
  return {cos(x.value), detail::times(x.slope, -sin(x.value))};
}
template <class T>
ASSAY_INLINE Dual<T> sqrt(Dual<T> x) {
  const T y = sqrt(x.value);
  return {y, x.slope / (T(2) * y)};
}
template <class T>
ASSAY_INLINE Dual<T> abs(Dual<T> x) {
  return x.value < T(0) ? -x : x;
}
template <class T>
ASSAY_INLINE Dual<T> normal_pdf(Dual<T> x) {
  const T y = normal_pdf(x.value);
  return {y, detail::times(x.slope, -x.value * y)};
}
template <class T>
ASSAY_INLINE Dual<T> normal_cdf(Dual<T> x) {
  return {normal_cdf(x.value), detail::times(x.slope, normal_pdf(x.value))};
}

/// The logistic function 1 / (1 + e^-x).
inline double sigmoid(double x) { return 1.0 / (1.0 + exp(-x)); }
template <class T>
ASSAY_INLINE Dual<T> sigmoid(Dual<T> x) {
  const T y = sigmoid(x.value);
  return {y, detail::times(x.slope, y * (T(1) - y))};
}

/// ln(1 + e^x), without overflow: max(x, 0) + log1p(e^-|x|). In float, error < 2.5 ulp.
template <class T>
ASSAY_INLINE T softplus(T x) {
  return (x > T(0) ? x : T(0)) + log1p(exp(-abs(x)));
}
template <class T>
ASSAY_INLINE Dual<T> softplus(Dual<T> x) {
  return {softplus(x.value), detail::times(x.slope, sigmoid(x.value))};
}

}  // namespace assay
