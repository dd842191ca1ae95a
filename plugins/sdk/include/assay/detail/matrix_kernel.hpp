#pragma once
/// Matrix products of floats for the sizes that training has: C[m,n] = op(A) op(B) or C += ..., with 6 rows and 4
/// vectors of columns of C in registers (or more rows and fewer vectors). Each element of C is one chain of fused
/// multiply-adds over k in ascending order, so its bits depend neither on m, n nor its place: a batch may be cut
/// anywhere. For everything else, and processors without vectors and FMA, blas.hpp takes OpenBLAS;
/// docs/decisions/0006-own-matrix-kernel.md compares.

#include <assay/detail/lanes.hpp>

#ifdef ASSAY_LANES

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <assay/transpose.hpp>

namespace assay::detail {

inline constexpr std::int64_t kPanel = Lanes::kCount * Lanes::kTileVectors;  ///< columns of a tile
inline constexpr std::int64_t kDepth = 384;  ///< k is cut into pieces of at most this: a piece of A and B stays in L2

/// Rows at least this far apart are copied before many rows of A meet them: each lies on another page, and rows a
/// multiple of a page apart fall onto the same lines of the cache.
inline constexpr std::int64_t kFar = 256, kPage = 512;

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

/// R rows and V vectors of columns, the last of them cut to `mask`.
template <int R, int V>
[[gnu::noinline]] void tile(std::int64_t k, Left a, Right b, Start start, float* c, std::int64_t ldc,
                            Lanes::Mask mask) {
  Lanes::Vector sum[R][V];
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      const float* from = start.data + r * start.row + v * Lanes::kCount;
      sum[r][v] = !start.data ? Lanes::zero() : v + 1 < V ? Lanes::load(from) : Lanes::load(from, mask);
    }
  for (std::int64_t p = 0; p < k; ++p) {
    Lanes::Vector row[V];
#pragma GCC unroll 8
    for (int v = 0; v + 1 < V; ++v) row[v] = Lanes::load(b.data + p * b.row + v * Lanes::kCount);
    row[V - 1] = Lanes::load(b.data + p * b.row + (V - 1) * Lanes::kCount, mask);
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) asm("" : "+v"(row[v]));  // else GCC reads each vector again for every row
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
      const Lanes::Vector left = Lanes::broadcast(a.data + r * a.row + p * a.step);
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) sum[r][v] = Lanes::fma(left, row[v], sum[r][v]);
    }
  }
#pragma GCC unroll 16
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      float* to = c + r * ldc + v * Lanes::kCount;
      v + 1 < V ? Lanes::store(to, sum[r][v]) : Lanes::store(to, sum[r][v], mask);
    }
}

using Tile = void (*)(std::int64_t k, Left a, Right b, Start start, float* c, std::int64_t ldc, Lanes::Mask mask);

/// Most rows of a tile of `vectors`: its sums, a row of B and an element of A fill the registers.
constexpr std::int64_t most_rows(std::int64_t vectors) {
  return std::min<std::int64_t>(12, (Lanes::kRegisters - 1) / vectors - 1);
}

template <int V, int... R>
constexpr std::array<Tile, 12> tiles_of(std::integer_sequence<int, R...>) {
  return {tile<R + 1, V>...};
}
template <int... V>
constexpr auto tiles(std::integer_sequence<int, V...>) {
  return std::array{tiles_of<V + 1>(std::make_integer_sequence<int, static_cast<int>(most_rows(V + 1))>{})...};
}
/// By vectors and rows, each from 1.
inline constexpr auto kTiles = tiles(std::make_integer_sequence<int, Lanes::kTileVectors>{});

/// C[rows,columns] = start + A B for one panel, columns <= kPanel. Tiles are as even as they can be: one of a single
/// row would wait for its own sums.
inline void multiply_panel(std::int64_t rows, std::int64_t columns, std::int64_t k, Left a, Right b, Start start,
                           float* c, std::int64_t ldc) {
  const std::int64_t vectors = (columns + Lanes::kCount - 1) / Lanes::kCount;
  const Lanes::Mask mask = Lanes::first(columns - (vectors - 1) * Lanes::kCount);
  const auto& kernels = kTiles[static_cast<std::size_t>(vectors - 1)];
  std::int64_t left = (rows + most_rows(vectors) - 1) / most_rows(vectors);
  for (std::int64_t i = 0; i < rows; --left) {
    const std::int64_t height = (rows - i + left - 1) / left;
    kernels[static_cast<std::size_t>(height - 1)](k, {a.data + i * a.row, a.row, a.step}, b, start.at(i, 0),
                                                  c + i * ldc, ldc, mask);
    i += height;
  }
}

/// Copies columns [0, columns) of op(B) from depth 0 to k into rows of `width` numbers.
inline void copy_panel(bool turned, const float* b, std::int64_t ldb, std::int64_t k, std::int64_t columns, float* to,
                       std::int64_t width) {
  if (turned) {
    transpose(b, ldb, columns, k, to, width);
    return;
  }
  for (std::int64_t p = 0; p < k; ++p) std::copy_n(b + p * ldb, columns, to + p * width);
}

/// Width of the panel that starts `rest` columns before the end: a whole number of vectors.
inline std::int64_t panel_width(std::int64_t rest) {
  return std::min(kPanel, (rest + Lanes::kCount - 1) / Lanes::kCount * Lanes::kCount);
}

/// The depth of each piece of k, all nearly alike.
inline std::int64_t piece_of(std::int64_t k) {
  const std::int64_t pieces = std::max<std::int64_t>(1, (k + kDepth - 1) / kDepth);
  return (k + pieces - 1) / pieces;
}

/// The dot product of two contiguous vectors: one chain a lane, then the lanes in order.
inline float dot(const float* a, const float* b, std::int64_t k) {
  Lanes::Vector sum[2] = {Lanes::zero(), Lanes::zero()};
  std::int64_t p = 0;
  for (; p + 2 * Lanes::kCount <= k; p += 2 * Lanes::kCount)
    for (int v = 0; v < 2; ++v)
      sum[v] = Lanes::fma(Lanes::load(a + p + v * Lanes::kCount), Lanes::load(b + p + v * Lanes::kCount), sum[v]);
  alignas(64) float lanes[2 * Lanes::kCount];
  for (int v = 0; v < 2; ++v) Lanes::store(lanes + v * Lanes::kCount, sum[v]);
  for (; p < k; ++p) lanes[0] += a[p] * b[p];
  float total = 0;
  for (const float lane : lanes) total += lane;
  return total;
}

/// C[m,n] = start + op(A)[m,k] op(B)[k,n].
inline void multiply(bool turned_a, bool turned_b, std::int64_t m, std::int64_t n, std::int64_t k, const float* a,
                     std::int64_t lda, const float* b, std::int64_t ldb, Start start, float* c, std::int64_t ldc) {
  if (n == 1 && !turned_a && (turned_b || ldb == 1)) {
    for (std::int64_t i = 0; i < m; ++i)
      c[i * ldc] = (start.data ? start.data[i * start.row] : 0.0F) + dot(a + i * lda, b, k);
    return;
  }
  alignas(64) float panel[kDepth * kPanel];
  const bool copy_b = turned_b || (m >= 96 && ldb >= kFar) || (m >= 24 && ldb % kPage == 0);
  const std::int64_t depth = piece_of(k);
  for (std::int64_t p = 0; p < k; p += depth) {
    const std::int64_t deep = std::min(depth, k - p);
    const Left left = turned_a ? Left{a + p * lda, 1, lda} : Left{a + p, lda, 1};
    const Start from = p > 0 ? Start{c, ldc} : start;
    for (std::int64_t j = 0; j < n; j += kPanel) {
      const std::int64_t columns = std::min(kPanel, n - j);
      Right right{b + p * ldb + j, ldb};
      if (copy_b) {
        copy_panel(turned_b, turned_b ? b + j * ldb + p : right.data, ldb, deep, columns, panel, panel_width(columns));
        right = {panel, panel_width(columns)};
      }
      multiply_panel(m, columns, deep, left, right, from.at(0, j), c + j, ldc);
    }
  }
}

/// op(B)[k,n] panel after panel, each [k,width].
inline void pack(bool turned, std::int64_t k, std::int64_t n, const float* b, std::int64_t ldb, float* packed) {
  for (std::int64_t j = 0; j < n; j += kPanel)
    copy_panel(turned, turned ? b + j * ldb : b + j, ldb, k, std::min(kPanel, n - j), packed + j * k,
               panel_width(n - j));
}

inline void multiply_packed(std::int64_t m, std::int64_t n, std::int64_t k, const float* a, std::int64_t lda,
                            const float* packed, Start start, float* c, std::int64_t ldc) {
  const std::int64_t depth = piece_of(k);
  for (std::int64_t p = 0; p < k; p += depth)
    for (std::int64_t j = 0; j < n; j += kPanel) {
      const std::int64_t width = panel_width(n - j);
      multiply_panel(m, std::min(kPanel, n - j), std::min(depth, k - p), {a + p, lda, 1},
                     {packed + j * k + p * width, width}, (p > 0 ? Start{c, ldc} : start).at(0, j), c + j, ldc);
    }
}

}  // namespace assay::detail

#endif
