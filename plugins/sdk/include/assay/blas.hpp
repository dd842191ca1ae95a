#pragma once
/// The one seam through which all matrix products go. Behind it: OpenBLAS, called on one thread (the runner sees to
/// that), so that results do not depend on the machine's number of cores.

#include <cstdint>
#include <type_traits>

#include <cblas.h>

namespace assay {

/// Has every product run on the calling thread: once, at the program's start. BLAS's own threads would change the bits
/// with their number and fight with the runner's processes.
inline void use_one_blas_thread() { openblas_set_num_threads(1); }

/// "OpenBLAS 0.3.21 ...", and the kernels that it chose for this processor ("Cooperlake", "Haswell").
inline const char* blas_version() { return openblas_get_config(); }
inline const char* blas_core() { return openblas_get_corename(); }

enum class Transpose : bool { no, yes };

/// C[m,n] = alpha op(A)[m,k] op(B)[k,n] + beta C, row-major. `lda`, `ldb`, `ldc` are the distances between rows as they
/// lie in memory (before op); a time step of [N,T,F] is a matrix [N,F] with rows T*F apart. C overlaps neither A nor B.
template <class T>
void gemm(Transpose op_a, Transpose op_b, std::int64_t m, std::int64_t n, std::int64_t k, T alpha, const T* a,
          std::int64_t lda, const T* b, std::int64_t ldb, T beta, T* c, std::int64_t ldc) {
  const auto flag = [](Transpose t) { return t == Transpose::yes ? CblasTrans : CblasNoTrans; };
  const auto i = [](std::int64_t extent) { return static_cast<blasint>(extent); };
  if constexpr (std::is_same_v<T, float>) {
    cblas_sgemm(CblasRowMajor, flag(op_a), flag(op_b), i(m), i(n), i(k), alpha, a, i(lda), b, i(ldb), beta, c, i(ldc));
  } else {
    cblas_dgemm(CblasRowMajor, flag(op_a), flag(op_b), i(m), i(n), i(k), alpha, a, i(lda), b, i(ldb), beta, c, i(ldc));
  }
}

}  // namespace assay
