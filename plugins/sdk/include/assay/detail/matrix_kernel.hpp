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

#include <assay/detail/matrix_copy.hpp>

#ifdef ASSAY_LANES

namespace assay::detail {

inline constexpr std::int64_t kBlock = 64;  ///< columns of B that are copied at once: a multiple of kPanel
inline constexpr std::int64_t kDepth = 256;
inline constexpr std::int64_t kRows = 288;
inline constexpr std::int64_t kFreeRows = 384;  ///< of a block of A that is not copied
inline constexpr std::int64_t kStrips = (kRows + most_rows(Lanes::kTileVectors) - 1) / most_rows(Lanes::kTileVectors);
inline constexpr std::int64_t kFarColumns = 256;  ///< rows as long as this lie far apart
inline constexpr std::int64_t kLarge = 1 << 19;   ///< numbers of a B that lies beyond the second-level cache
inline constexpr std::int64_t kTurnedDepth = 1024, kTurnedRows = 48;  ///< of a product that is turned

/// C[rows,columns] = start + A B for one panel, columns <= kPanel. `copied`: A is a block as copy_left() writes it.
inline void multiply_panel(std::int64_t rows, std::int64_t columns, std::int64_t k, Left a, bool copied, Right b,
                           Start start, float* c, std::int64_t ldc, Ahead& ahead) {
  const std::int64_t vectors = (columns + Lanes::kCount - 1) / Lanes::kCount;
  const std::int64_t lanes = columns - (vectors - 1) * Lanes::kCount;
  const auto& kernels = kMultiplyStrips[lanes == Lanes::kCount][static_cast<std::size_t>(vectors - 1)];
  const Division strips(rows, copied ? most_rows(Lanes::kTileVectors) : most_rows(vectors));
  const auto multiply = [&](std::int64_t count, std::int64_t height) {
    if (count == 0) return;
    const std::int64_t next = copied ? k * kSlot : height * a.row;
    kernels[static_cast<std::size_t>(height - 1)]({count, k, a, next, b, start, c, ldc, lanes, &ahead});
    a.data += count * next, c += count * height * ldc, start = start.at(count * height, 0);
  };
  multiply(strips.tall, strips.height + 1);
  multiply(strips.rest, strips.height);
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
  Ahead nothing;
  for (std::int64_t p = 0; p < k; p += depth)
    for (std::int64_t i = 0; i < m; i += kFreeRows)
      for (std::int64_t j = 0; j < n; j += kPanel) {
        const std::int64_t width = panel_width(n - j);
        multiply_panel(std::min(kFreeRows, m - i), std::min(kPanel, n - j), std::min(depth, k - p),
                       {a + i * lda + p, lda, 1}, false, {packed + j * k + p * width, width},
                       (p > 0 ? Start{c, ldc} : start).at(i, j), c + i * ldc + j, ldc, nothing);
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

/// op(B), and how it is cut into blocks of `depth` by kBlock.
struct Blocks {
  bool turned;
  std::int64_t n, k, depth;
  const float* b;
  std::int64_t ldb;

  const float* at(std::int64_t p, std::int64_t j) const { return b + (turned ? j * ldb + p : p * ldb + j); }
  std::int64_t deep(std::int64_t p) const { return std::min(depth, k - p); }
  std::int64_t columns(std::int64_t j) const { return std::min(kBlock, n - j); }

  /// The block after that at (p, j), to be fetched while `rows` of A meet that one; `again`: the blocks at p start
  /// anew.
  Ahead after(std::int64_t p, std::int64_t j, bool again, std::int64_t rows) const {
    const std::int64_t panels = (columns(j) + kPanel - 1) / kPanel, strips = panels * ((rows + kSlot - 1) / kSlot);
    j += kBlock;
    if (j >= n) j = 0, p += again ? 0 : depth;
    if (p >= k || n * k < kLarge) return {};
    Ahead next{at(p, j), ldb, deep(p), columns(j)};
    if (turned) std::swap(next.rows, next.columns);
    next.lines = (next.rows * ((next.columns + 15) / 16) + strips - 1) / strips;
    return next;
  }
};

/// C[m,n] = start + op(A)[m,k] op(B)[k,n].
inline void multiply(bool turned_a, bool turned_b, std::int64_t m, std::int64_t n, std::int64_t k, const float* a,
                     std::int64_t lda, const float* b, std::int64_t ldb, Start start, float* c, std::int64_t ldc) {
  if (n == 1 && !turned_a && (turned_b || ldb == 1)) {
    for (std::int64_t i = 0; i < m; ++i)
      c[i * ldc] = (start.data ? start.data[i * start.row] : 0.0F) + dot(a + i * lda, b, k);
    return;
  }
  if (turned_b && !turned_a && turning_pays(m, n, k)) return multiply_turned(m, n, k, a, lda, b, ldb, start, c, ldc);
  alignas(64) float left[kStrips * kSlot * kDepth + 8], right[kBlock * kDepth];
  const bool copy_a = turned_a ? n >= 96 : n >= kFarColumns && lda >= kFarColumns;
  const bool copy_b = turned_b || (m >= 24 && ldb >= kFarColumns);
  const std::int64_t most = copy_a ? kRows : kFreeRows;
  const Blocks blocks{turned_b, n, k, piece_of(k), b, ldb};
  for (std::int64_t p = 0; p < k; p += blocks.depth) {
    const std::int64_t deep = blocks.deep(p);
    const Start from = p > 0 ? Start{c, ldc} : start;
    for (std::int64_t i = 0; i < m; i += most) {
      const std::int64_t rows = std::min(most, m - i);
      Left block = turned_a ? Left{a + p * lda + i, 1, lda} : Left{a + i * lda + p, lda, 1};
      if (copy_a) {
        copy_left(rows, deep, block, left);
        block = {left, 1, kSlot};
      }
      for (std::int64_t j = 0; j < n; j += kBlock) {
        const std::int64_t columns = blocks.columns(j);
        if (copy_b) copy_right(turned_b, blocks.at(p, j), ldb, deep, columns, right);
        Ahead ahead = copy_b ? blocks.after(p, j, i + most < m, rows) : Ahead{};
        for (std::int64_t x = 0; x < columns; x += kPanel) {
          const Right panel =
              copy_b ? Right{right + x * deep, panel_width(columns - x)} : Right{blocks.at(p, j + x), ldb};
          multiply_panel(rows, std::min(kPanel, columns - x), deep, block, copy_a, panel, from.at(i, j + x),
                         c + i * ldc + j + x, ldc, ahead);
        }
      }
    }
  }
}

}  // namespace assay::detail

#endif
