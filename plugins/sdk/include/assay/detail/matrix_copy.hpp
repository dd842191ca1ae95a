#pragma once
/// How matrix_kernel.hpp lays out what it multiplies: A in strips of a few rows, B in panels of a few vectors.

#include <assay/detail/matrix_tile.hpp>

#ifdef ASSAY_LANES

#include <cstring>

#include <assay/transpose.hpp>

namespace assay::detail {

inline constexpr std::int64_t kPanel = Lanes::kCount * Lanes::kTileVectors;
/// Numbers for each column of a copied strip of A.
inline constexpr std::int64_t kSlot = most_rows(Lanes::kTileVectors);

/// The rows of a block of A in strips as even as they can be: one of a single row would wait for its own sums.
struct Division {
  std::int64_t tall, height, rest;  ///< `tall` strips of height + 1 rows, then `rest` of height

  Division(std::int64_t rows, std::int64_t most) {
    const std::int64_t strips = (rows + most - 1) / most;
    height = rows / strips, tall = rows % strips, rest = strips - tall;
  }

  /// Calls body(number, first row, rows) for each strip.
  template <class Body>
  void for_each(Body body) const {
    for (std::int64_t i = 0; i < tall + rest; ++i) body(i, i * height + std::min(i, tall), height + (i < tall ? 1 : 0));
  }
};

/// Writes columns of a strip of A, rows <= kSlot, whose rows lie next to each other. The last column is copied number
/// by number; of the others some numbers more are read and written, which lie in the next row of A and the next column.
inline void copy_columns(std::int64_t rows, std::int64_t columns, bool last, Left a, float* to) {
  constexpr std::int64_t kRead = 8;
  static_assert(kSlot <= kRead);
  std::int64_t p = 0;
  for (; p < columns - (last ? 1 : 0) && a.step >= kRead; ++p)
    std::memcpy(to + p * kSlot, a.data + p * a.step, kRead * sizeof(float));
  for (; p < columns; ++p) std::copy_n(a.data + p * a.step, rows, to + p * kSlot);
}

/// Copies a block of A to strips, each [k,kSlot]. Where columns are contiguous, some of them at a time for all strips,
/// because a line of the cache holds a piece of several strips. Writes up to 2 numbers more than the strips have.
inline void copy_left(std::int64_t rows, std::int64_t k, Left a, float* to) {
  constexpr std::int64_t kColumns = 8;
  const Division strips(rows, most_rows(Lanes::kTileVectors));
  if (a.step == 1)
    return strips.for_each([&](std::int64_t strip, std::int64_t first, std::int64_t height) {
      transpose_few(a.data + first * a.row, a.row, height, k, to + strip * k * kSlot, kSlot);
    });
  for (std::int64_t p = 0; p < k; p += kColumns)
    strips.for_each([&](std::int64_t strip, std::int64_t first, std::int64_t height) {
      copy_columns(height, std::min(kColumns, k - p), p + kColumns >= k, {a.data + first + p * a.step, 1, a.step},
                   to + (strip * k + p) * kSlot);
    });
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

}  // namespace assay::detail

#endif
