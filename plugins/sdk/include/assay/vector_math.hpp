#pragma once
/// The elementary functions of a float, without branches, tables or calls, so that the compiler turns a plain loop over
/// an array into vector code. Formulas include math.hpp, which adds double and Dual numbers.
///
/// Every operation is one IEEE operation in a fixed order and fused multiply-adds are written out, so an element's bits
/// depend neither on its place in the array nor on the width of the vectors. (Machines without FMA round differently
/// from those with it; the bounds hold on both.) NaN gives NaN, infinities give their limits, and results underflow
/// gradually. Bounds are in units in the last place (ulp) of the exact result, and tests/sdk/math_test.cpp holds every
/// function to them. scripts/fit-math.py derives the polynomials; docs/decisions/0003-own-vector-math.md has the
/// reasons and the speed.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

/// Before a function that a loop must swallow whole: one call left in a loop keeps it scalar.
#define ASSAY_INLINE [[gnu::always_inline]] inline

namespace assay {
namespace detail {

ASSAY_INLINE float fma(float a, float b, float c) {
#ifdef __FMA__
  return __builtin_fmaf(a, b, c);
#else
  return a * b + c;
#endif
}

/// c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule.
template <std::size_t N>
ASSAY_INLINE float polynomial(float x, const std::array<float, N>& c) {
  float sum = c[N - 1];
#pragma GCC unroll 16
  for (std::size_t i = N - 1; i > 0; --i) sum = fma(sum, x, c[i - 1]);
  return sum;
}

/// The same in pairs, by a Horner's rule for x^2, which it is given: fewer roundings in a row, and that of x^2 is the
/// same above and below a fraction's bar.
template <std::size_t N>
ASSAY_INLINE float polynomial_by_pairs(float x, float square, const std::array<float, N>& c) {
  float sum = N % 2 == 1 ? c[N - 1] : fma(c[N - 1], x, c[N - 2]);
#pragma GCC unroll 8
  for (std::size_t i = (N - 1) / 2 * 2; i > 0; i -= 2) sum = fma(sum, square, fma(c[i - 1], x, c[i - 2]));
  return sum;
}

ASSAY_INLINE std::uint32_t bits(float x) { return std::bit_cast<std::uint32_t>(x); }
/// 2^n for -127 < n < 128.
ASSAY_INLINE float power_of_two(std::int32_t n) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(n + 127) << 23);
}
/// `magnitude`, which is not negative, with the sign of x.
ASSAY_INLINE float with_sign(float magnitude, float x) {
  return std::bit_cast<float>(bits(magnitude) | (bits(x) & 0x80000000U));
}
/// -|x|, by its sign bit: from a minus and fabs GCC makes comparisons and blends of the clamp that follows.
ASSAY_INLINE float falling(float x) { return std::bit_cast<float>(bits(x) | 0x80000000U); }

inline constexpr float kLn2High = 0x1.62e4p-1f;  // 15 bits, so that n * kLn2High is exact
inline constexpr float kLn2Low = 0x1.7f7d1cp-20f;

/// 2^(e - 127) where the 9 low bits of `integer` hold e, 0 < e < 255: a float's exponent begins at bit 23.
ASSAY_INLINE float power(std::uint32_t integer) { return std::bit_cast<float>(integer << 23); }

/// x = n ln 2 + r with |r| <= ln(2)/2.
struct Reduced {
  std::uint32_t integer;  ///< n + Lift in its low bits, for power()
  float r;
};

/// For |x| < 2^20; n is that of `bounded`, which is x unless x is too large for a power().
template <int Lift>
ASSAY_INLINE Reduced reduce(float x, float bounded) {
  constexpr float round = 0x1.8p23f + Lift;  // adding it rounds to an integer and leaves that in the low bits
  const float shifted = fma(bounded, 0x1.715476p0f, round);
  const float n = shifted - round;
  return {bits(shifted), fma(n, -kLn2Low, fma(n, -kLn2High, x))};
}

/// e^r = 1 + r + r^2 q(r), for a reduced r.
ASSAY_INLINE float exp_reduced(float r) {
  constexpr std::array q{0x1.fffffcp-2f, 0x1.555492p-3f, 0x1.5558acp-5f, 0x1.12397ap-7f, 0x1.6a5136p-10f};
  return 1.0f + fma(polynomial(r, q), r * r, r);
}

/// e^r - 1 = r + r^2 q(r), for a reduced r: exact near 0 as well.
ASSAY_INLINE float expm1_reduced(float r) {
  constexpr std::array q{0x1p-1f, 0x1.555554p-3f, 0x1.5554f8p-5f, 0x1.1112dep-7f, 0x1.6d3a34p-10f, 0x1.9e6536p-13f};
  return fma(polynomial(r, q), r * r, r);
}

/// e^x - 1 for -87 < x < 88; loses the sign of -0.
ASSAY_INLINE float expm1_moderate(float x) {
  const Reduced e = reduce<127>(x, x);
  const float scale = power(e.integer);
  return fma(scale, expm1_reduced(e.r), scale - 1.0f);
}

/// x = 2^n (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), for finite x >= 2^-126.
struct Split {
  std::int32_t n;
  float f;
};

ASSAY_INLINE Split split(float x) {
  constexpr std::uint32_t root = 0x3f3504f3U;  // sqrt(1/2)
  const auto n = static_cast<std::int32_t>(bits(x) - root) >> 23;
  return {n, std::bit_cast<float>(bits(x) - (static_cast<std::uint32_t>(n) << 23)) - 1.0f};
}

/// n ln 2 + ln(1 + f), with ln(1 + f) = f - f^2/2 + f^3 q(f).
ASSAY_INLINE float log_of(float n, float f) {
  constexpr std::array q{0x1.555554p-2f, -0x1.000226p-2f, 0x1.99a01ap-3f, -0x1.547288p-3f,
                         0x1.22d96ep-3f, -0x1.0d82a4p-3f, 0x1.055ce8p-3f, -0x1.38c2a6p-4f};
  const float square = f * f;
  const float small = fma(-0.5f, square, fma(square * f, polynomial(f, q), n * kLn2Low));
  return fma(n, kLn2High, small + f);
}

/// The logarithm of x is `y` where x is positive and finite, and these elsewhere.
ASSAY_INLINE float log_limits(float x, float y) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  y = x < infinity ? y : x;
  y = x == 0.0f ? -infinity : y;
  return x < 0.0f ? std::numeric_limits<float>::quiet_NaN() : y;
}

/// |x|, or 15, where e^(-x^2/2) has long rounded to 0.
ASSAY_INLINE float within_bell(float x) { return std::fabs(x) > 15.0f ? 15.0f : std::fabs(x); }

/// e^(-x^2/2). The square is that of x rounded to 12 bits, which is exact, and the little that was rounded off it.
ASSAY_INLINE float bell(float x) {
  const float size = within_bell(x);
  const auto high = std::bit_cast<float>((bits(size) + 0x800U) & 0xfffff000U);
  const float square = -0.5f * (high * high);
  const Reduced e = reduce<2 * 127>(square, square);
  const std::uint32_t half = e.integer >> 1;  // as in exp
  return exp_reduced(fma(-0.5f * (size - high), size + high, e.r)) * power(half) * power(e.integer - half);
}

/// (-1)^n sin(x - (n + offset) pi), n the integer that brings the argument within pi/2 of 0; for |x| < 2^32. The
/// argument is reduced in double precision, so that it is right near large multiples of pi as well.
ASSAY_INLINE float alternating_sine(float x, double offset) {
  constexpr double pi_high = 0x1.921fbp+1, pi_middle = 0x1.5110bp-21, pi_low = 0x1.18469898cc517p-43;  // n * 21 bits
  constexpr std::array q{-0x1.555556p-3f, 0x1.111136p-7f, -0x1.a023cep-13f, 0x1.72ce9ap-19f, -0x1.b6420ap-26f};
  constexpr double round = 0x1.8p52;
  const double wide = static_cast<double>(x);
  const double shifted = (wide * 0x1.45f306dc9c883p-2 - offset) + round;
  const double n = (shifted - round) + offset;
  const double angle = ((wide - n * pi_high) - n * pi_middle) - n * pi_low;
  const std::uint64_t odd = std::bit_cast<std::uint64_t>(shifted) << 63;
  const auto r = static_cast<float>(std::bit_cast<double>(std::bit_cast<std::uint64_t>(angle) ^ odd));
  const float square = r * r;
  const float y = fma(square * r, polynomial(square, q), r);
  return std::fabs(x) < 0x1p32f ? y : std::numeric_limits<float>::quiet_NaN();
}

}  // namespace detail

/// e^x. Error < 1 ulp.
ASSAY_INLINE float exp(float x) {
  x = x < -104.0f ? -104.0f : x;  // below, e^x rounds to 0
  // Above 170, e^r grows instead of 2^n. Of a second comparison of floats GCC makes branches that it threads through
  // the first one; that of integers is one instruction, and NaN, which it loses, is still in r.
  const auto bounded = std::min(std::bit_cast<std::int32_t>(x), std::bit_cast<std::int32_t>(170.0f));
  const detail::Reduced e = detail::reduce<2 * 127>(x, std::bit_cast<float>(bounded));
  const std::uint32_t half = e.integer >> 1;  // 2^n in two steps, of which only the second can round
  return detail::exp_reduced(e.r) * detail::power(half) * detail::power(e.integer - half);
}

/// e^x - 1. Error < 2 ulp.
ASSAY_INLINE float expm1(float x) {
  float bounded = x < -18.0f ? -18.0f : x;      // below, the result rounds to -1
  bounded = bounded > 89.0f ? 89.0f : bounded;  // above, it is infinite
  const detail::Reduced e = detail::reduce<126>(bounded, bounded);
  const float half = detail::power(e.integer);  // 2^(n - 1): 2^128 would be infinite before its time
  const float y = 2.0f * detail::fma(half, detail::expm1_reduced(e.r), half - 0.5f);
  return std::fabs(x) < 0x1p-25f ? x : y;  // keeps -0 and what underflows
}

/// ln x. Error < 1 ulp.
ASSAY_INLINE float log(float x) {
  const bool subnormal = x < 0x1p-126f;
  const detail::Split s = detail::split(subnormal ? x * 0x1p23f : x);
  const float n = static_cast<float>(s.n) - (subnormal ? 23.0f : 0.0f);
  return detail::log_limits(x, detail::log_of(n, s.f));
}

/// ln(1 + x). Error < 2 ulp.
ASSAY_INLINE float log1p(float x) {
  const float sum = 1.0f + x;
  const float large = x > 1.0f ? x : 1.0f;
  const float small = x > 1.0f ? 1.0f : x;
  const float lost = small - (sum - large);  // exactly what the sum rounded away
  const detail::Split s = detail::split(sum);
  const float f = detail::fma(lost, detail::power_of_two(s.n < 127 ? -s.n : -126), s.f);
  const float y = detail::log_limits(sum, detail::log_of(static_cast<float>(s.n), f));
  return std::fabs(x) < 0x1p-25f ? x : y;  // keeps -0 and what underflows
}

/// The hyperbolic tangent, as -t / (t + 2) with t = e^(-2|x|) - 1. Error < 3 ulp.
ASSAY_INLINE float tanh(float x) {
  float bounded = detail::falling(x);
  bounded = bounded < -10.0f ? -10.0f : bounded;  // below, the result rounds to -1
  const float t = detail::expm1_moderate(2.0f * bounded);
  return detail::with_sign(std::fabs(t / (t + 2.0f)), x);
}

/// The logistic function 1 / (1 + e^-x), from e^-|x|, which cannot overflow; both are 2^32 times as large, so that only
/// the quotient can underflow. Error < 2.5 ulp.
ASSAY_INLINE float sigmoid(float x) {
  constexpr float one = 0x1p32f;
  float bounded = detail::falling(x);
  bounded = bounded < -104.0f ? -104.0f : bounded;  // below, e^x rounds to 0
  const detail::Reduced e = detail::reduce<127 + 32>(bounded, bounded);
  const float power = detail::exp_reduced(e.r) * detail::power(e.integer);
  return (x < 0.0f ? power : one) / (one + power);
}

/// The error function, x p(x^2) / q(x^2). Error < 6.5 ulp, most of it next to 1, where four roundings count twice; a
/// bound of 1.5 would take another polynomial and an exponential, and twice the time.
ASSAY_INLINE float erf(float x) {
  constexpr std::array p{0x1.8aeec6p0f,   0x1.0361c6p-2f,  0x1.30f536p-4f,  0x1.5abaf8p-8f,
                         0x1.143e0ep-11f, 0x1.bba92ap-18f, -0x1.486396p-26f};
  constexpr std::array q{0x1.5ep0f, 0x1.5c44dep-1f, 0x1.3f7cfp-3f, 0x1.5bb1c4p-6f, 0x1.d8e81ep-10f, 0x1.72237p-14f};
  float magnitude = std::fabs(x);
  magnitude = magnitude > 4.0f ? 4.0f : magnitude;  // above, the result rounds to 1
  const float square = magnitude * magnitude, fourth = square * square;
  const float y =
      magnitude * detail::polynomial_by_pairs(square, fourth, p) / detail::polynomial_by_pairs(square, fourth, q);
  return detail::with_sign(y > 1.0f ? 1.0f : y, x);
}

/// e^(-x^2/2) / sqrt(2 pi), the density of the standard normal distribution. Error < 2.5 ulp.
ASSAY_INLINE float normal_pdf(float x) { return 0x1.988454p-2f * detail::bell(x); }

/// How much of the standard normal distribution lies below x: e^(-x^2/2) p(|x|) / q(|x|), or 1 minus that, so that the
/// lower tail keeps its own size. Error < 4.5 ulp.
ASSAY_INLINE float normal_cdf(float x) {
  constexpr std::array p{0x1p-1f, 0x1.c11a26p-2f, 0x1.77a996p-3f, 0x1.4d5f14p-5f, 0x1.0e4b1ap-8f};
  constexpr std::array q{0x1p0f, 0x1.accf42p0f, 0x1.340e18p0f, 0x1.e14242p-2f, 0x1.a1d83ep-4f, 0x1.52c23ep-7f};
  const float size = detail::within_bell(x);
  const float tail = detail::bell(x) * (detail::polynomial(size, p) / detail::polynomial(size, q));
  return x < 0.0f ? tail : 1.0f - tail;
}

/// Error < 2.5 ulp for |x| < 2^32. Beyond, neighbouring floats lie hundreds apart and the result is NaN.
ASSAY_INLINE float sin(float x) { return detail::alternating_sine(x, 0.0); }

/// Error < 2.5 ulp for |x| < 2^32. Beyond, neighbouring floats lie hundreds apart and the result is NaN.
ASSAY_INLINE float cos(float x) { return -detail::alternating_sine(x, 0.5); }

}  // namespace assay
