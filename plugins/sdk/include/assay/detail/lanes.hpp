#pragma once
/// The widest vector of floats that the compiler may use, with fused multiply-add: 16 lanes (AVX-512), 8 (AVX2), or
/// none, in which case ASSAY_LANES is not defined. For the matrix kernel; loops over arrays leave vectors to the
/// compiler.

#if defined(__AVX512F__) || (defined(__AVX2__) && defined(__FMA__))

#include <cstddef>
#include <cstdint>

#include <immintrin.h>

#define ASSAY_LANES 1

namespace assay::detail {

/// The sum of 8 lanes, in pairs.
inline float total(__m256 v) {
  __m128 half = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  half = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}

#if defined(__AVX512F__)
struct Lanes {
  static constexpr std::int64_t kCount = 16;
  static constexpr int kRegisters = 32;
  static constexpr int kTileVectors = 4;  ///< with 6 rows: 24 registers hold sums
  using Vector = __m512;
  using Mask = __mmask16;

  static Mask first(std::int64_t count) { return static_cast<Mask>((1U << count) - 1U); }
  static Vector zero() { return _mm512_setzero_ps(); }
  static Vector broadcast(const float* p) { return _mm512_set1_ps(*p); }
  static Vector load(const float* p) { return _mm512_loadu_ps(p); }
  static Vector load(const float* p, Mask mask) { return _mm512_maskz_loadu_ps(mask, p); }
  static void store(float* p, Vector v) { _mm512_storeu_ps(p, v); }
  static void store_first(float* p, Vector v, std::int64_t count) { _mm512_mask_storeu_ps(p, first(count), v); }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
  static float total(Vector v) {
    alignas(64) float lanes[kCount];
    store(lanes, v);
    return detail::total(_mm256_add_ps(_mm256_load_ps(lanes), _mm256_load_ps(lanes + 8)));
  }
};
#else
struct Lanes {
  static constexpr std::int64_t kCount = 8;
  static constexpr int kRegisters = 16;
  static constexpr int kTileVectors = 2;  ///< with 6 rows: 12 registers hold sums
  using Vector = __m256;
  using Mask = __m256i;

  static Mask first(std::int64_t count) {
    const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(count)), lane);
  }
  static Vector zero() { return _mm256_setzero_ps(); }
  static Vector broadcast(const float* p) { return _mm256_broadcast_ss(p); }
  static Vector load(const float* p) { return _mm256_loadu_ps(p); }
  static Vector load(const float* p, Mask mask) { return _mm256_maskload_ps(p, mask); }
  static void store(float* p, Vector v) { _mm256_storeu_ps(p, v); }
  /// In halves, because a masked store takes Zen processors more than ten cycles.
  static void store_first(float* p, Vector v, std::int64_t count) {
    if (count == kCount) return store(p, v);
    __m128 rest = _mm256_castps256_ps128(v);
    if (count & 4) {
      _mm_storeu_ps(p, rest);
      rest = _mm256_extractf128_ps(v, 1), p += 4;
    }
    if (count & 2) {
      _mm_storel_pi(reinterpret_cast<__m64*>(p), rest);
      rest = _mm_movehl_ps(rest, rest), p += 2;
    }
    if (count & 1) _mm_store_ss(p, rest);
  }
  static Vector fma(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
  static float total(Vector v) { return detail::total(v); }
};
#endif

/// Writes the transpose of 8 rows of 8 numbers; row(i) says where one begins.
template <class Row>
inline void transpose_8x8(Row row, float* to, std::ptrdiff_t to_row) {
#pragma GCC unroll 2
  for (int half = 0; half < 8; half += 4) {  // columns half .. half + 3; rows i and i + 4 in the halves of a vector
    __m256 r[4], s[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; ++i)
      r[i] =
          _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(row(i) + half)), _mm_loadu_ps(row(i + 4) + half), 1);
#pragma GCC unroll 2
    for (int i = 0; i < 4; i += 2) {
      s[i] = _mm256_unpacklo_ps(r[i], r[i + 1]);
      s[i + 1] = _mm256_unpackhi_ps(r[i], r[i + 1]);
    }
    _mm256_storeu_ps(to + (half + 0) * to_row, _mm256_shuffle_ps(s[0], s[2], 0x44));
    _mm256_storeu_ps(to + (half + 1) * to_row, _mm256_shuffle_ps(s[0], s[2], 0xee));
    _mm256_storeu_ps(to + (half + 2) * to_row, _mm256_shuffle_ps(s[1], s[3], 0x44));
    _mm256_storeu_ps(to + (half + 3) * to_row, _mm256_shuffle_ps(s[1], s[3], 0xee));
  }
}

}  // namespace assay::detail

#endif
