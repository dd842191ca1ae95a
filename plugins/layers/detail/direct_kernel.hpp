#pragma once
/// The two inner loops of a convolution whose images lie in the lanes of a vector (direct_convolution.hpp), for floats
/// and processors with FMA.

#include <assay/detail/lanes.hpp>

#ifdef ASSAY_LANES

#include <array>
#include <cstdint>
#include <utility>

namespace assay::detail {

inline constexpr std::int64_t kDirectPanel = Lanes::kCount * Lanes::kTileVectors;  ///< images side by side

/// Calls body(first row, rows) for tiles of at most `most` rows, as even as that allows: one of a single row would wait
/// for its own sums.
template <class Body>
void for_tiles(std::int64_t rows, std::int64_t most, Body body) {
  std::int64_t left = (rows + most - 1) / most;
  for (std::int64_t row = 0; row < rows; --left) {
    const std::int64_t height = (rows - row + left - 1) / left;
    body(row, height);
    row += height;
  }
}

/// A stretch of a sum over p < count: the weight of row r lies at weights[(depth + p) * R + r], the kDirectPanel images
/// it is multiplied with at images[offset + p * kDirectPanel].
struct Stretch {
  std::int64_t depth, offset, count;
};

/// c[r * ldc + lane] = start[r] + the sum over all stretches, for R rows and V vectors of lanes, the last of which has
/// `lanes`. `start` may be null.
template <int R, int V>
[[gnu::noinline]] void sum_stretches(const Stretch* stretches, std::size_t number, const float* weights,
                                     const float* images, const float* start, float* c, std::int64_t ldc,
                                     std::int64_t lanes) {
  Lanes::Vector sum[R][V];
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) sum[r][v] = start ? Lanes::broadcast(start + r) : Lanes::zero();
  for (std::size_t s = 0; s < number; ++s) {
    const float* a = weights + stretches[s].depth * R;
    const float* b = images + stretches[s].offset;
    for (std::int64_t p = stretches[s].count; p > 0; --p, a += R, b += kDirectPanel) {
      Lanes::Vector row[V];
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) row[v] = Lanes::load(b + v * Lanes::kCount);
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) asm("" : "+v"(row[v]));  // else GCC reads each vector again for every row
#pragma GCC unroll 8
      for (int r = 0; r < R; ++r) {
        const Lanes::Vector left = Lanes::broadcast(a + r);
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) sum[r][v] = Lanes::fma(left, row[v], sum[r][v]);
      }
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      float* to = c + r * ldc + v * Lanes::kCount;
      v + 1 < V ? Lanes::store(to, sum[r][v]) : Lanes::store_first(to, sum[r][v], lanes);
    }
}

/// R x S dot products over `runs` runs of `length` numbers: of row r of a, at a + r * a_row, with column s of b, at
/// b + columns[s]; a run starts a_run, b_run numbers after the one before. Added to c[r * ldc + places[s]].
struct Dots {
  const float* a;
  const float* b;
  const std::int64_t* columns;
  const std::int64_t* places;
  std::int64_t a_row, runs, a_run, b_run, length;
  float* c;
  std::int64_t ldc;
};

template <int R, int S>
[[gnu::noinline]] void add_dots(const Dots& d) {
  Lanes::Vector sum[R][S];
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int s = 0; s < S; ++s) sum[r][s] = Lanes::zero();
  const std::int64_t whole = d.length / Lanes::kCount * Lanes::kCount;
  const Lanes::Mask rest = Lanes::first(d.length - whole);
  const auto add = [&](const float* a, const float* const* b, std::int64_t i, auto load)
      __attribute__((always_inline)) {
    Lanes::Vector right[S];
#pragma GCC unroll 8
    for (int s = 0; s < S; ++s) right[s] = load(b[s] + i);
#pragma GCC unroll 8
    for (int s = 0; s < S; ++s) asm("" : "+v"(right[s]));  // else GCC reads each again for every row
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
      Lanes::Vector left = load(a + r * d.a_row + i);
      asm("" : "+v"(left));
#pragma GCC unroll 8
      for (int s = 0; s < S; ++s) sum[r][s] = Lanes::fma(left, right[s], sum[r][s]);
    }
  };
  for (std::int64_t run = 0; run < d.runs; ++run) {
    const float* const a = d.a + run * d.a_run;
    const float* b[S];
#pragma GCC unroll 8
    for (int s = 0; s < S; ++s) b[s] = d.b + run * d.b_run + d.columns[s];
    for (std::int64_t i = 0; i < whole; i += Lanes::kCount) add(a, b, i, [](const float* p) { return Lanes::load(p); });
    if (whole < d.length) add(a, b, whole, [&](const float* p) { return Lanes::load(p, rest); });
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int s = 0; s < S; ++s) d.c[r * d.ldc + d.places[s]] += Lanes::total(sum[r][s]);
}

/// Kernels for 1 to 6 rows and 1 to kTileVectors vectors.
using SumStretches = void (*)(const Stretch*, std::size_t, const float*, const float*, const float*, float*,
                              std::int64_t, std::int64_t);
inline constexpr std::int64_t kDirectRows = 6;

template <int R, int... V>
constexpr std::array<SumStretches, sizeof...(V)> sum_row(std::integer_sequence<int, V...>) {
  return {sum_stretches<R, V + 1>...};
}
template <int... R>
constexpr auto sum_table(std::integer_sequence<int, R...>) {
  return std::array{sum_row<R + 1>(std::make_integer_sequence<int, Lanes::kTileVectors>{})...};
}
inline constexpr auto kSumStretches = sum_table(std::make_integer_sequence<int, kDirectRows>{});

using AddDots = void (*)(const Dots&);
inline constexpr std::int64_t kDotRows = 4, kDotColumns = Lanes::kRegisters == 32 ? 6 : 3;

template <int R, int... S>
constexpr std::array<AddDots, sizeof...(S)> dot_row(std::integer_sequence<int, S...>) {
  return {add_dots<R, S + 1>...};
}
template <int... R>
constexpr auto dot_table(std::integer_sequence<int, R...>) {
  return std::array{dot_row<R + 1>(std::make_integer_sequence<int, kDotColumns>{})...};
}
inline constexpr auto kAddDots = dot_table(std::make_integer_sequence<int, kDotRows>{});

}  // namespace assay::detail

#endif
