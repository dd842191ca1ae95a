#pragma once
/// The one seam through which all matrix products go. Behind it: OpenBLAS, called on one thread (the runner sees to
/// that), so that results do not depend on the machine's number of cores; and for products of floats where the
/// processor has vectors with FMA, the kernel of detail/matrix_kernel.hpp, which is faster at the sizes of training and
/// whose bits do not depend on how a batch is cut.

#include <algorithm>
#include <cstdint>
#include <type_traits>

#include <cblas.h>

#include <assay/detail/matrix_kernel.hpp>
#include <assay/transpose.hpp>

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
/// With beta 0 C is not read.
template <class T>
void gemm(Transpose op_a, Transpose op_b, std::int64_t m, std::int64_t n, std::int64_t k, T alpha, const T* a,
          std::int64_t lda, const T* b, std::int64_t ldb, T beta, T* c, std::int64_t ldc) {
#ifdef ASSAY_LANES
  if constexpr (std::is_same_v<T, float>)
    if (alpha == T(1) && (beta == T(0) || beta == T(1)))
      return detail::multiply(op_a == Transpose::yes, op_b == Transpose::yes, m, n, k, a, lda, b, ldb,
                              beta == T(1) ? detail::Start{c, ldc} : detail::Start{}, c, ldc);
#endif
  const auto flag = [](Transpose t) { return t == Transpose::yes ? CblasTrans : CblasNoTrans; };
  const auto i = [](std::int64_t extent) { return static_cast<blasint>(extent); };
  if constexpr (std::is_same_v<T, float>) {
    cblas_sgemm(CblasRowMajor, flag(op_a), flag(op_b), i(m), i(n), i(k), alpha, a, i(lda), b, i(ldb), beta, c, i(ldc));
  } else {
    cblas_dgemm(CblasRowMajor, flag(op_a), flag(op_b), i(m), i(n), i(k), alpha, a, i(lda), b, i(ldb), beta, c, i(ldc));
  }
}

/// Whether products of T go through the kernel, which reads a packed B; OpenBLAS packs for itself.
template <class T>
inline constexpr bool kPacks =
#ifdef ASSAY_LANES
    std::is_same_v<T, float>;
#else
    false;
#endif

/// Numbers that pack() writes for a matrix [k,n].
template <class T>
constexpr std::int64_t packed_size(std::int64_t k, std::int64_t n) {
  return k * (kPacks<T> ? (n + 15) / 16 * 16 : n);
}

/// Lays op(B)[k,n] out as gemm_packed() reads it: worth it for a matrix that many products share, such as the recurrent
/// weights of all time steps. With op_b = yes, B lies as [n,k].
template <class T>
void pack(Transpose op_b, std::int64_t k, std::int64_t n, const T* b, std::int64_t ldb, T* packed) {
#ifdef ASSAY_LANES
  if constexpr (kPacks<T>) return detail::pack(op_b == Transpose::yes, k, n, b, ldb, packed);
#endif
  if (op_b == Transpose::yes) return transpose(b, ldb, n, k, packed, n);
  for (std::int64_t p = 0; p < k; ++p) std::copy_n(b + p * ldb, n, packed + p * n);
}

/// What a product starts from: row i at data + i * row. {c, ldc} adds to C, {bias, 0} starts every row with the biases,
/// {} with zeros.
template <class T>
struct From {
  const T* data = nullptr;
  std::int64_t row = 0;
};

namespace detail {

/// Makes C what a product starts from, for OpenBLAS; returns its beta.
template <class T>
T prepare(From<T> from, std::int64_t m, std::int64_t n, T* c, std::int64_t ldc) {
  if (!from.data) return T(0);
  for (std::int64_t i = 0; from.data != c && i < m; ++i) std::copy_n(from.data + i * from.row, n, c + i * ldc);
  return T(1);
}

}  // namespace detail

/// C[m,n] = from + op(A) op(B).
template <class T>
void gemm_from(Transpose op_a, Transpose op_b, std::int64_t m, std::int64_t n, std::int64_t k, const T* a,
               std::int64_t lda, const T* b, std::int64_t ldb, From<T> from, T* c, std::int64_t ldc) {
#ifdef ASSAY_LANES
  if constexpr (kPacks<T>)
    return detail::multiply(op_a == Transpose::yes, op_b == Transpose::yes, m, n, k, a, lda, b, ldb,
                            {from.data, from.row}, c, ldc);
#endif
  const T beta = detail::prepare(from, m, n, c, ldc);
  gemm<T>(op_a, op_b, m, n, k, T(1), a, lda, b, ldb, beta, c, ldc);
}

/// C[m,n] = from + A[m,k] B[k,n], where B was packed. Where kPacks, the same bits as the other products.
template <class T>
void gemm_packed(std::int64_t m, std::int64_t n, std::int64_t k, const T* a, std::int64_t lda, const T* packed,
                 From<T> from, T* c, std::int64_t ldc) {
#ifdef ASSAY_LANES
  if constexpr (kPacks<T>) return detail::multiply_packed(m, n, k, a, lda, packed, {from.data, from.row}, c, ldc);
#endif
  const T beta = detail::prepare(from, m, n, c, ldc);
  gemm<T>(Transpose::no, Transpose::no, m, n, k, T(1), a, lda, packed, n, beta, c, ldc);
}

}  // namespace assay
