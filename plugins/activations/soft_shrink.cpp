// soft_shrink: pulls numbers towards 0 by `width`, and those nearer than that to 0. Donoho 1995, "De-noising by soft-
// thresholding". width = 0.5 as lambda in PyTorch; slope 0 at the bends, as there.
#include <assay/activation.hpp>

struct SoftShrink {
  template <class T>
  T operator()(T x, T width) const {
    return x > width ? x - width : x < -width ? x + width : x * T(0);  // NaN stays NaN
  }
  template <class T>
  T slope_from_output(T y, T) const {
    return y > T(0) || y < T(0) ? T(1) : T(0);
  }
};
ASSAY_ACTIVATION(SoftShrink, "soft_shrink", "f(x) = x - width if x > width, x + width if x < -width, else 0",
                 assay::trainable("width", 0.5, "how far numbers are pulled", assay::at_least(0)))
