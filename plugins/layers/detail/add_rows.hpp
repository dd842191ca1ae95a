#pragma once
/// The gradient of a bias: the sum of a matrix's rows.

#include <cstdint>

#include <assay/ivdep.hpp>

namespace assay {

/// sum[columns] += every row of matrix[rows,columns]. Four rows at a time, so that a sum waits for memory less often.
template <class T>
void add_rows(const T* matrix, std::int64_t rows, std::int64_t columns, T* sum) {
  std::int64_t i = 0;
  for (; i + 4 <= rows; i += 4, matrix += 4 * columns) {
    const T *a = matrix, *b = a + columns, *c = b + columns, *d = c + columns;
    ASSAY_IVDEP
    for (std::int64_t j = 0; j < columns; ++j) sum[j] += (a[j] + b[j]) + (c[j] + d[j]);
  }
  for (; i < rows; ++i, matrix += columns) ASSAY_IVDEP
  for (std::int64_t j = 0; j < columns; ++j) sum[j] += matrix[j];
}

}  // namespace assay
