#pragma once
/// A matrix product that several threads share: each computes some rows or some columns of C. The kernel gives an
/// element the same bits whatever it is computed with (detail/matrix_kernel.hpp); where OpenBLAS multiplies, which does
/// not, the calling thread does it all.

#include <assay/blas.hpp>
#include <assay/workers.hpp>

namespace assay {

/// gemm_from() with the work handed out. `workers` may be null.
template <class T>
void gemm_shared(Workers* workers, Transpose op_a, Transpose op_b, std::int64_t m, std::int64_t n, std::int64_t k,
                 const T* a, std::int64_t lda, const T* b, std::int64_t ldb, From<T> from, T* c, std::int64_t ldc) {
  constexpr std::int64_t kGrain = 16;  // columns of a panel
  const double operations = kPacks<T> ? 2.0 * static_cast<double>(m * n) * static_cast<double>(k) : 0.0;
  const bool by_rows = m >= n;
  share(workers, by_rows ? m : n, kGrain, operations, [&](int, std::int64_t first, std::int64_t last) {
    const std::int64_t count = last - first;
    if (by_rows) {
      const From<T> start{from.data ? from.data + first * from.row : nullptr, from.row};
      gemm_from<T>(op_a, op_b, count, n, k, a + (op_a == Transpose::yes ? first : first * lda), lda, b, ldb, start,
                   c + first * ldc, ldc);
    } else {
      const From<T> start{from.data ? from.data + first : nullptr, from.row};
      gemm_from<T>(op_a, op_b, m, count, k, a, lda, b + (op_b == Transpose::yes ? first * ldb : first), ldb, start,
                   c + first, ldc);
    }
  });
}

}  // namespace assay
