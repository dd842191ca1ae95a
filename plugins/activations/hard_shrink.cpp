// hard_shrink: numbers within `width` of 0 become 0, the others stay. Donoho & Johnstone 1994, "Ideal spatial
// adaptation by wavelet shrinkage". width = 0.5 as lambda in PyTorch.
#include <assay/activation.hpp>

struct HardShrink {
  template <class T>
  T operator()(T x, T width) const {
    return x >= -width && x <= width ? T(0) : x;
  }
  template <class T>
  T slope(T x, T width) const {
    return x >= -width && x <= width ? T(0) : T(1);
  }
};
ASSAY_ACTIVATION(HardShrink, "hard_shrink", "f(x) = x if |x| > width else 0",
                 assay::real("width", 0.5, "what lies within it of 0 is cut off", assay::at_least(0)))
