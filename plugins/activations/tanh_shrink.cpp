// tanh_shrink: what tanh takes away, x - tanh(x). PyTorch's Tanhshrink. Its slope is tanh^2.
#include <assay/activation.hpp>

struct TanhShrink {
  template <class T>
  T operator()(T x) const {
    return x - assay::tanh(x);
  }
  template <class T>
  T slope(T x) const {
    const T y = assay::tanh(x);
    return y * y;
  }
};
ASSAY_ACTIVATION(TanhShrink, "tanh_shrink", "f(x) = x - tanh(x)")
