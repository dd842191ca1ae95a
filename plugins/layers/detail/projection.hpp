#pragma once
/// y = x W^T + b for the rows of a matrix: of dense, and of layers that mix the steps of what it gives.

#include <assay/shared_gemm.hpp>

#include "add_rows.hpp"

namespace assay {

/// x [rows,inputs], y [rows,outputs], W [outputs,inputs], b [outputs].
template <class T>
struct Projection {
  Workers* workers;  ///< may be null
  std::int64_t rows, inputs, outputs;

  /// `bias` may be null.
  void forward(const T* x, const T* weight, const T* bias, T* y) const {
    gemm_shared<T>(workers, Transpose::no, Transpose::yes, rows, outputs, inputs, x, inputs, weight, inputs, {bias, 0},
                   y, outputs);
  }

  /// Adds to the gradients of W and b, unless they are null.
  void learn(const T* x, const T* dy, T* dweight, T* dbias) const {
    if (dweight)
      gemm_shared<T>(workers, Transpose::yes, Transpose::no, outputs, inputs, rows, dy, outputs, x, inputs,
                     {dweight, inputs}, dweight, inputs);
    if (dbias) add_rows(dy, rows, outputs, dbias);
  }

  /// dx = from + dy W. `from` is {} or dx itself.
  void pass_down(const T* dy, const T* weight, T* dx, From<T> from = {}) const {
    gemm_shared<T>(workers, Transpose::no, Transpose::no, rows, inputs, outputs, dy, outputs, weight, inputs, from, dx,
                   inputs);
  }
};

}  // namespace assay
