#pragma once
/// The inner loop of matrix_kernel.hpp: rows of C times vectors of its columns in registers, over a piece of k.

#include <assay/detail/lanes.hpp>

#ifdef ASSAY_LANES

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace assay::detail {

/// A piece of op(A): element (i, p) lies at data[i * row + p * step].
struct Left {
  const float* data;
  std::int64_t row, step;
};

/// Up to kPanel columns of op(B), rows contiguous.
struct Right {
  const float* data;
  std::int64_t row;
};

/// What C starts from: row i at data + i * row; null for 0. C itself to add to it, a row of biases with row = 0.
struct Start {
  const float* data = nullptr;
  std::int64_t row = 0;

  Start at(std::int64_t i, std::int64_t j) const { return {data ? data + i * row + j : nullptr, row}; }
};

/// A matrix that will be copied next. Its lines are fetched into the second-level cache some at a time, while there is
/// enough to multiply; a copy that waits for memory would take a tenth of the time of a large product.
struct Ahead {
  const float* data = nullptr;
  std::int64_t row = 0, rows = 0, columns = 0;
  std::int64_t lines = 0;  ///< at a time
  std::int64_t column = 0;

  void fetch() {
    constexpr std::int64_t kLine = 64 / sizeof(float);
    for (std::int64_t i = 0; i < lines && rows > 0; ++i) {
      __builtin_prefetch(data + column, 0, 2);
      if ((column += kLine) < columns) continue;
      column = 0, data += row, --rows;
    }
  }
};

/// `count` strips of R rows below each other, of V vectors of columns; the last vector has `lanes` lanes. Strip s of A
/// starts s * a_next after the first.
struct Strips {
  std::int64_t count, k;
  Left a;
  std::int64_t a_next;
  Right b;
  Start start;
  float* c;
  std::int64_t c_row, lanes;
  Ahead* ahead;
};

/// C = start + A B. With Whole the last vector is a whole one, for processors that store parts of one slowly.
template <int R, int V, bool Whole>
[[gnu::noinline]] void multiply_strips(const Strips& s) {
  const Lanes::Mask mask = Lanes::first(s.lanes);
  const auto load = [&](const float* from, int v) __attribute__((always_inline)) {
    return Whole || v + 1 < V ? Lanes::load(from) : Lanes::load(from, mask);
  };
  Left a = s.a;
  float* c = s.c;
  const float* start = s.start.data;
  for (std::int64_t strip = 0; strip < s.count; ++strip, a.data += s.a_next, c += R * s.c_row) {
    Lanes::Vector sum[R][V];
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v)
        sum[r][v] = start ? load(start + r * s.start.row + v * Lanes::kCount, v) : Lanes::zero();
    if (start) {
#pragma GCC unroll 16
      for (int r = 0; r < R; ++r) __builtin_prefetch(start + (R + r) * s.start.row, 1);  // of the next strip
    }
    s.ahead->fetch();
    const float* left = a.data;
    const float* right = s.b.data;
    for (std::int64_t p = s.k; p > 0; --p, left += a.step, right += s.b.row) {
      Lanes::Vector row[V];
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) row[v] = load(right + v * Lanes::kCount, v);
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) asm("" : "+v"(row[v]));  // else GCC reads each vector again for every row
#pragma GCC unroll 16
      for (int r = 0; r < R; ++r) {
        const Lanes::Vector number = Lanes::broadcast(left + r * a.row);
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) sum[r][v] = Lanes::fma(number, row[v], sum[r][v]);
      }
    }
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) {
        float* to = c + r * s.c_row + v * Lanes::kCount;
        Whole || v + 1 < V ? Lanes::store(to, sum[r][v]) : Lanes::store_first(to, sum[r][v], s.lanes);
      }
    if (start) start += R * s.start.row;
  }
}

using MultiplyStrips = void (*)(const Strips&);

inline constexpr std::int64_t kMostRows = 12;

/// Most rows of a strip of `vectors`: its sums, a row of B and an element of A fill the registers.
constexpr std::int64_t most_rows(std::int64_t vectors) {
  return std::min(kMostRows, (Lanes::kRegisters - 1) / vectors - 1);
}

template <int V, bool Whole, int... R>
constexpr std::array<MultiplyStrips, kMostRows> strips_of(std::integer_sequence<int, R...>) {
  return {multiply_strips<R + 1, V, Whole>...};
}
template <bool Whole, int... V>
constexpr auto strips_table(std::integer_sequence<int, V...>) {
  return std::array{strips_of<V + 1, Whole>(std::make_integer_sequence<int, static_cast<int>(most_rows(V + 1))>{})...};
}
/// By whether the last vector is whole, then by vectors and rows, each from 1.
inline constexpr std::array kMultiplyStrips{strips_table<false>(std::make_integer_sequence<int, Lanes::kTileVectors>{}),
                                            strips_table<true>(std::make_integer_sequence<int, Lanes::kTileVectors>{})};

}  // namespace assay::detail

#endif
