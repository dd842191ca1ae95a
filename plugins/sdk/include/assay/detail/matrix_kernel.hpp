#pragma once
/// Matrix products of floats for the sizes that training has: C[m,n] = op(A) op(B) or C += ..., with 6 rows and 4
/// vectors of columns of C in registers. Each element of C is one chain of fused multiply-adds over k in ascending
/// order, so its bits depend neither on m, n nor its place: a batch may be cut anywhere. For everything else, and
/// processors without vectors and FMA, blas.hpp takes OpenBLAS; docs/decisions/0006-own-matrix-kernel.md compares.

#include <assay/detail/lanes.hpp>

#ifdef ASSAY_LANES

#include <algorithm>
#include <cstdint>

#include <assay/transpose.hpp>

namespace assay::detail {

inline constexpr int kTileRows = 6;
inline constexpr std::int64_t kPanel = Lanes::kCount * Lanes::kTileVectors;  ///< columns of a tile
inline constexpr std::int64_t kDepth = 256;  ///< k is cut into pieces of at most this: a piece of A and B stays in L2
inline constexpr std::int64_t kBlockRows = 96;  ///< rows of a transposed A that are copied at a time

/// Rows at least this far apart are copied before they are read again and again: each lies on another page, and rows a
/// multiple of a page apart fall onto the same lines of the cache.
inline constexpr std::int64_t kFar = 256;

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

/// R rows and V vectors of columns, the last of them cut to `mask`.
template <int R, int V>
[[gnu::always_inline]] inline void tile(std::int64_t k, Left a, Right b, float* c, std::int64_t ldc, bool add,
                                        Lanes::Mask mask) {
  Lanes::Vector sum[R][V];
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      const float* from = c + r * ldc + v * Lanes::kCount;
      sum[r][v] = !add ? Lanes::zero() : v + 1 < V ? Lanes::load(from) : Lanes::load(from, mask);
    }
  for (std::int64_t p = 0; p < k; ++p) {
    Lanes::Vector row[V];
#pragma GCC unroll 8
    for (int v = 0; v + 1 < V; ++v) row[v] = Lanes::load(b.data + p * b.row + v * Lanes::kCount);
    row[V - 1] = Lanes::load(b.data + p * b.row + (V - 1) * Lanes::kCount, mask);
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) asm("" : "+v"(row[v]));  // else GCC reads each vector again for every row
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
      const Lanes::Vector left = Lanes::broadcast(a.data + r * a.row + p * a.step);
#pragma GCC unroll 8
      for (int v = 0; v < V; ++v) sum[r][v] = Lanes::fma(left, row[v], sum[r][v]);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) {
      float* to = c + r * ldc + v * Lanes::kCount;
      v + 1 < V ? Lanes::store(to, sum[r][v]) : Lanes::store(to, sum[r][v], mask);
    }
}

using Tile = void (*)(std::int64_t k, Left a, Right b, float* c, std::int64_t ldc, bool add, Lanes::Mask mask);

template <int R, int V>
[[gnu::noinline]] void tile_of(std::int64_t k, Left a, Right b, float* c, std::int64_t ldc, bool add,
                               Lanes::Mask mask) {
  tile<R, V>(k, a, b, c, ldc, add, mask);
}

/// The kernel for `rows` (1 to 6) and `vectors` (1 to 4).
inline Tile tile_for(std::int64_t rows, std::int64_t vectors) {
  static constexpr Tile kTiles[kTileRows][4] = {
      {tile_of<1, 1>, tile_of<1, 2>, tile_of<1, 3>, tile_of<1, 4>},
      {tile_of<2, 1>, tile_of<2, 2>, tile_of<2, 3>, tile_of<2, 4>},
      {tile_of<3, 1>, tile_of<3, 2>, tile_of<3, 3>, tile_of<3, 4>},
      {tile_of<4, 1>, tile_of<4, 2>, tile_of<4, 3>, tile_of<4, 4>},
      {tile_of<5, 1>, tile_of<5, 2>, tile_of<5, 3>, tile_of<5, 4>},
      {tile_of<6, 1>, tile_of<6, 2>, tile_of<6, 3>, tile_of<6, 4>},
  };
  return kTiles[rows - 1][vectors - 1];
}

/// One panel: C[rows,columns] with columns <= kPanel.
inline void multiply_panel(std::int64_t rows, std::int64_t columns, std::int64_t k, Left a, std::int64_t tile_stride,
                           Right b, float* c, std::int64_t ldc, bool add) {
  const std::int64_t vectors = (columns + Lanes::kCount - 1) / Lanes::kCount;
  const Lanes::Mask mask = Lanes::first(columns - (vectors - 1) * Lanes::kCount);
  const Tile full = tile_for(kTileRows, vectors);
  std::int64_t i = 0;
  for (; i + kTileRows <= rows; i += kTileRows) {
    full(k, a, b, c + i * ldc, ldc, add, mask);
    a.data += tile_stride;
  }
  if (i < rows) tile_for(rows - i, vectors)(k, a, b, c + i * ldc, ldc, add, mask);
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

/// C[m,n] = op(A)[m,k] op(B)[k,n], or C += with `add`.
inline void multiply(bool turned_a, bool turned_b, std::int64_t m, std::int64_t n, std::int64_t k, const float* a,
                     std::int64_t lda, const float* b, std::int64_t ldb, float* c, std::int64_t ldc, bool add) {
  if (n == 1 && !turned_a && (turned_b || ldb == 1)) {
    for (std::int64_t i = 0; i < m; ++i) c[i * ldc] = (add ? c[i * ldc] : 0.0F) + dot(a + i * lda, b, k);
    return;
  }
  alignas(64) float panel[kDepth * kPanel];
  alignas(64) float block[kDepth * kBlockRows];
  const std::int64_t pieces = std::max<std::int64_t>(1, (k + kDepth - 1) / kDepth), depth = (k + pieces - 1) / pieces;
  const bool copy_a = turned_a && lda >= kFar;
  const std::int64_t block_rows = copy_a ? kBlockRows : m;
  const bool copy_b = turned_b || (m >= kBlockRows && ldb >= kFar) || (ldb % 512 == 0 && m >= 4 * kTileRows);
  for (std::int64_t p = 0; p < k; p += depth) {
    const std::int64_t deep = std::min(depth, k - p);
    const bool continued = add || p > 0;
    for (std::int64_t i = 0; i < m; i += block_rows) {
      const std::int64_t rows = std::min(block_rows, m - i);
      Left left = turned_a ? Left{a + p * lda + i, 1, lda} : Left{a + i * lda + p, lda, 1};
      std::int64_t tile_stride = kTileRows * left.row;
      if (copy_a) {
        for (std::int64_t r = 0; r < rows; r += kTileRows)
          for (std::int64_t q = 0; q < deep; ++q)
            std::copy_n(a + (p + q) * lda + i + r, std::min<std::int64_t>(kTileRows, rows - r),
                        block + r * deep + q * kTileRows);
        left = {block, 1, kTileRows};
        tile_stride = kTileRows * deep;
      }
      for (std::int64_t j = 0; j < n; j += kPanel) {
        const std::int64_t columns = std::min(kPanel, n - j);
        Right right{b + p * ldb + j, ldb};
        if (copy_b) {
          copy_panel(turned_b, turned_b ? b + j * ldb + p : right.data, ldb, deep, columns, panel,
                     panel_width(columns));
          right = {panel, panel_width(columns)};
        }
        multiply_panel(rows, columns, deep, left, tile_stride, right, c + i * ldc + j, ldc, continued);
      }
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
                            const float* packed, float* c, std::int64_t ldc, bool add) {
  const std::int64_t pieces = std::max<std::int64_t>(1, (k + kDepth - 1) / kDepth), depth = (k + pieces - 1) / pieces;
  for (std::int64_t p = 0; p < k; p += depth)
    for (std::int64_t j = 0; j < n; j += kPanel) {
      const std::int64_t width = panel_width(n - j);
      multiply_panel(m, std::min(kPanel, n - j), std::min(depth, k - p), {a + p, lda, 1}, kTileRows * lda,
                     {packed + j * k + p * width, width}, c + j, ldc, add || p > 0);
    }
}

}  // namespace assay::detail

#endif
