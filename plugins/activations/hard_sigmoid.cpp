// hard_sigmoid: the logistic function in three straight pieces. Courbariaux, Bengio & David 2015, arXiv:1511.00363,
// with PyTorch's slope 1/6 (ONNX and old Keras: 0.2).
#include <assay/activation.hpp>

struct HardSigmoid {
  template <class T>
  T operator()(T x) const {
    return x <= T(-3) ? T(0) : x >= T(3) ? T(1) : x * T(1.0 / 6.0) + T(0.5);
  }
};
ASSAY_ACTIVATION(HardSigmoid, "hard_sigmoid", "f(x) = 0 if x <= -3, 1 if x >= 3, else x/6 + 1/2")
