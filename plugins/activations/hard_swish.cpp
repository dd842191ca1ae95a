// hard_swish: x hard_sigmoid(x). Howard et al. 2019, "Searching for MobileNetV3", arXiv:1905.02244; PyTorch's
// Hardswish.
#include <assay/activation.hpp>

struct HardSwish {
  template <class T>
  T operator()(T x) const {
    return x <= T(-3) ? T(0) : x >= T(3) ? x : x * (x + T(3)) * T(1.0 / 6.0);
  }
};
ASSAY_ACTIVATION(HardSwish, "hard_swish", "f(x) = 0 if x <= -3, x if x >= 3, else x (x + 3) / 6")
