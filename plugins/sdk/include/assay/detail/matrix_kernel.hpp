#pragma once
/// Matrix products of floats for the sizes that training has: C[m,n] = start + op(A) op(B), with 6 rows and some
/// vectors of columns of C in registers (matrix_tile.hpp). Each element of C is one chain of fused multiply-adds over k
/// in ascending order, so its bits depend neither on m, n nor its place: a batch may be cut anywhere. For everything
/// else, and processors without vectors and FMA, blas.hpp takes OpenBLAS; docs/decisions/0006-own-matrix-kernel.md
/// compares.
///
/// B goes through the first-level cache in panels, kPanel columns wide and at most kDepth deep, A through the second in
/// blocks of kRows. What lies badly is copied first: rows far apart fall onto the same lines of the cache and each onto
/// a page of its own.

#include <assay/detail/matrix_tile.hpp>

#ifdef ASSAY_LANES

#include <cstring>

#include <assay/transpose.hpp>

namespace assay::detail {

inline constexpr std::int64_t kPanel = Lanes::kCount * Lanes::kTileVectors;
inline constexpr std::int64_t kBlock = 64;  ///< columns of B that are copied at once: a multiple of kPanel
inline constexpr std::int64_t kDepth = 256;
inline constexpr std::int64_t kRows = 144;
inline constexpr std::int64_t kFreeRows = 384;  ///< of a block of A that is not copied
inline constexpr std::int64_t kStrips = (kRows + most_rows(Lanes::kTileVectors) - 1) / most_rows(Lanes::kTileVectors);
inline constexpr std::int64_t kTurnedDepth = 1024, kTurnedRows = 48;  ///< of a product that is turned
inline constexpr std::int64_t kSlot = 8;  ///< numbers for each column of a copied strip of A

/// The rows of a block of A in strips as even as they can be: one of a single row would wait for its own sums.
struct Division {
  std::int64_t tall, height, rest;  ///< `tall` strips of height + 1 rows, then `rest` of height

  Division(std::int64_t rows, std::int64_t most) {
    const std::int64_t strips = (rows + most - 1) / most;
    height = rows / strips, tall = rows % strips, rest = strips - tall;
  }
};

/// C[rows,columns] = start + A B for one panel, columns <= kPanel. `copied`: A is a block as copy_left() writes it.
inline void multiply_panel(std::int64_t rows, std::int64_t columns, std::int64_t k, Left a, bool copied, Right b,
                           Start start, float* c, std::int64_t ldc) {
  const std::int64_t vectors = (columns + Lanes::kCount - 1) / Lanes::kCount;
  const std::int64_t lanes = columns - (vectors - 1) * Lanes::kCount;
  const auto& kernels = kMultiplyStrips[lanes == Lanes::kCount][static_cast<std::size_t>(vectors - 1)];
  const Division strips(rows, copied ? most_rows(Lanes::kTileVectors) : most_rows(vectors));
  const auto multiply = [&](std::int64_t count, std::int64_t height) {
    if (count == 0) return;
    const std::int64_t next = copied ? k * kSlot : height * a.row;
    kernels[static_cast<std::size_t>(height - 1)]({count, k, a, next, b, start, c, ldc, lanes});
    a.data += count * next, c += count * height * ldc, start = start.at(count * height, 0);
  };
  multiply(strips.tall, strips.height + 1);
  multiply(strips.rest, strips.height);
}

/// Writes a strip of A, rows <= kSlot, as [k,kSlot].
inline void copy_strip(std::int64_t rows, std::int64_t k, Left a, float* to) {
  if (a.step == 1) return transpose_few(a.data, a.row, rows, k, to);
  std::int64_t p = 0;
  for (; p + 1 < k && a.step >= kSlot; ++p, a.data += a.step, to += kSlot)  // what is read beyond a row is the next one
    std::memcpy(to, a.data, kSlot * sizeof(float));
  for (; p < k; ++p, a.data += a.step, to += kSlot) std::copy_n(a.data, rows, to);
}

/// Copies a block of A strip by strip.
inline void copy_left(std::int64_t rows, std::int64_t k, Left a, float* to) {
  const Division strips(rows, most_rows(Lanes::kTileVectors));
  const auto copy = [&](std::int64_t count, std::int64_t height) {
    for (; count > 0; --count, to += k * kSlot, a.data += height * a.row) copy_strip(height, k, a, to);
  };
  copy(strips.tall, strips.height + 1);
  copy(strips.rest, strips.height);
}

/// Width of the panel that starts `rest` columns before the end: a whole number of vectors.
inline std::int64_t panel_width(std::int64_t rest) {
  return std::min(kPanel, (rest + Lanes::kCount - 1) / Lanes::kCount * Lanes::kCount);
}

/// Copies op(B)[k,columns] panel after panel, each [k,width].
inline void copy_right(bool turned, const float* b, std::int64_t ldb, std::int64_t k, std::int64_t columns, float* to) {
  const std::int64_t whole = columns / kPanel * kPanel, rest = columns - whole;
  if (turned) {
    for (std::int64_t j = 0; j < columns; j += kPanel)
      transpose(b + j * ldb, ldb, std::min(kPanel, columns - j), k, to + j * k, panel_width(columns - j));
    return;
  }
  for (std::int64_t p = 0; p < k; ++p, b += ldb) {
    for (std::int64_t j = 0; j < whole; j += kPanel)
      std::memcpy(to + j * k + p * kPanel, b + j, kPanel * sizeof(float));
    if (rest > 0) std::copy_n(b + whole, rest, to + whole * k + p * panel_width(rest));
  }
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

/// op(B)[k,n] panel after panel, each [k,width].
inline void pack(bool turned, std::int64_t k, std::int64_t n, const float* b, std::int64_t ldb, float* packed) {
  copy_right(turned, b, ldb, k, n, packed);
}

inline void multiply_packed(std::int64_t m, std::int64_t n, std::int64_t k, const float* a, std::int64_t lda,
                            const float* packed, Start start, float* c, std::int64_t ldc) {
  const std::int64_t depth = piece_of(k);
  for (std::int64_t p = 0; p < k; p += depth)
    for (std::int64_t i = 0; i < m; i += kFreeRows)
      for (std::int64_t j = 0; j < n; j += kPanel) {
        const std::int64_t width = panel_width(n - j);
        multiply_panel(std::min(kFreeRows, m - i), std::min(kPanel, n - j), std::min(depth, k - p),
                       {a + i * lda + p, lda, 1}, false, {packed + j * k + p * width, width},
                       (p > 0 ? Start{c, ldc} : start).at(i, j), c + i * ldc + j, ldc);
      }
}

/// to[rows,columns] in rows of kBlock: the transpose of what C starts from.
inline void turn_start(Start start, std::int64_t rows, std::int64_t columns, float* to) {
  if (start.data && start.row > 0) transpose(start.data, start.row, columns, rows, to, kBlock);
  for (std::int64_t r = 0; start.data && start.row == 0 && r < rows; ++r)
    std::fill_n(to + r * kBlock, columns, start.data[r]);
}

/// C[m,n] = start + A B^T as the transpose of B A^T, which needs no copy of B: for weights and few rows of A.
inline void multiply_turned(std::int64_t m, std::int64_t n, std::int64_t k, const float* a, std::int64_t lda,
                            const float* b, std::int64_t ldb, Start start, float* c, std::int64_t ldc) {
  alignas(64) float packed[kBlock * kTurnedDepth], product[kTurnedRows * kBlock];
  for (std::int64_t i = 0; i < m; i += kBlock)
    for (std::int64_t p = 0; p < k; p += kTurnedDepth) {
      const std::int64_t columns = std::min(kBlock, m - i), deep = std::min(kTurnedDepth, k - p);
      pack(true, deep, columns, a + i * lda + p, lda, packed);
      for (std::int64_t j = 0; j < n; j += kTurnedRows) {
        const std::int64_t rows = std::min(kTurnedRows, n - j);
        const Start from = (p > 0 ? Start{c, ldc} : start).at(i, j);
        turn_start(from, rows, columns, product);
        multiply_packed(rows, columns, deep, b + j * ldb + p, ldb, packed, from.data ? Start{product, kBlock} : Start{},
                        product, kBlock);
        transpose(product, kBlock, rows, columns, c + i * ldc + j, ldc);
      }
    }
}

/// Whether that is less work: copies of n k or m k numbers, and m n that are turned.
inline bool turning_pays(std::int64_t m, std::int64_t n, std::int64_t k) {
  if (k > kTurnedDepth && m > kBlock) return false;  // B would be read again and again
  if (m < 4) return false;                           // most lanes would be empty
  return 1.0 / static_cast<double>(n) + 0.6 / static_cast<double>(k) < 1.0 / static_cast<double>(m);
}

/// C[m,n] = start + op(A)[m,k] op(B)[k,n].
inline void multiply(bool turned_a, bool turned_b, std::int64_t m, std::int64_t n, std::int64_t k, const float* a,
                     std::int64_t lda, const float* b, std::int64_t ldb, Start start, float* c, std::int64_t ldc) {
  if (n == 1 && !turned_a && (turned_b || ldb == 1)) {
    for (std::int64_t i = 0; i < m; ++i)
      c[i * ldc] = (start.data ? start.data[i * start.row] : 0.0F) + dot(a + i * lda, b, k);
    return;
  }
  if (turned_b && !turned_a && turning_pays(m, n, k)) return multiply_turned(m, n, k, a, lda, b, ldb, start, c, ldc);
  alignas(64) float left[kStrips * kSlot * kDepth], right[kBlock * kDepth];
  const bool copy_a = turned_a && n >= 96;
  const bool copy_b = turned_b || (m >= 24 && ldb >= 256);
  const std::int64_t depth = piece_of(k), most = copy_a ? kRows : kFreeRows;
  for (std::int64_t p = 0; p < k; p += depth) {
    const std::int64_t deep = std::min(depth, k - p);
    const Start from = p > 0 ? Start{c, ldc} : start;
    for (std::int64_t i = 0; i < m; i += most) {
      const std::int64_t rows = std::min(most, m - i);
      Left block = turned_a ? Left{a + p * lda + i, 1, lda} : Left{a + i * lda + p, lda, 1};
      if (copy_a) {
        copy_left(rows, deep, block, left);
        block = {left, 1, kSlot};
      }
      for (std::int64_t j = 0; j < n; j += kBlock) {
        const std::int64_t columns = std::min(kBlock, n - j);
        if (copy_b) copy_right(turned_b, turned_b ? b + j * ldb + p : b + p * ldb + j, ldb, deep, columns, right);
        for (std::int64_t x = 0; x < columns; x += kPanel) {
          const Right panel =
              copy_b ? Right{right + x * deep, panel_width(columns - x)} : Right{b + p * ldb + j + x, ldb};
          multiply_panel(rows, std::min(kPanel, columns - x), deep, block, copy_a, panel, from.at(i, j + x),
                         c + i * ldc + j + x, ldc);
        }
      }
    }
  }
}

}  // namespace assay::detail

#endif
