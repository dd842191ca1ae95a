#pragma once
/// The transpose of a matrix, in blocks that stay in registers.

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include <assay/detail/lanes.hpp>

namespace assay {

/// to[columns,rows] = from[rows,columns]^T; `from_row` and `to_row` are the distances between rows in memory. The two
/// do not overlap.
template <class T>
void transpose(const T* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, T* to,
               std::int64_t to_row) {
  constexpr std::int64_t kBlock = 8;
  for (std::int64_t r = 0; r < rows; r += kBlock)
    for (std::int64_t c = 0; c < columns; c += kBlock) {
      const T* block = from + r * from_row + c;
      T* turned = to + c * to_row + r;
      const std::int64_t height = std::min(kBlock, rows - r), width = std::min(kBlock, columns - c);
#ifdef ASSAY_LANES
      if constexpr (std::is_same_v<T, float>)
        if (height == kBlock && width == kBlock) {
          detail::transpose_8x8([&](int i) { return block + i * from_row; }, turned, to_row);
          continue;
        }
#endif
      for (std::int64_t i = 0; i < height; ++i)
        for (std::int64_t j = 0; j < width; ++j) turned[j * to_row + i] = block[i * from_row + j];
    }
}

#ifdef ASSAY_LANES
namespace detail {

/// to[columns,rows] = from[rows,columns]^T for at most 8 rows, and rows of `to` no longer than 8 numbers: up to 8 are
/// written from the beginning of each, one after the other, so that 8 - to_row lie beyond the last.
inline void transpose_few(const float* from, std::int64_t from_row, std::int64_t rows, std::int64_t columns, float* to,
                          std::int64_t to_row) {
  const float* row[8];
  for (std::int64_t i = 0; i < 8; ++i) row[i] = from + std::min(i, rows - 1) * from_row;
  std::int64_t c = 0;
  for (; c + 8 <= columns; c += 8) transpose_8x8([&](int i) { return row[i] + c; }, to + c * to_row, to_row);
  for (; c < columns; ++c)
    for (std::int64_t i = 0; i < rows; ++i) to[c * to_row + i] = row[i][c];
}

}  // namespace detail
#endif

}  // namespace assay
