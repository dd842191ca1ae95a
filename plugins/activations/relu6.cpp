// relu6: the rectifier that stops at 6. Krizhevsky 2010, "Convolutional deep belief networks on CIFAR-10". Slope 0 at
// both bends, as in PyTorch.
#include <cmath>

#include <assay/activation.hpp>

struct Relu6 {
  template <class T>
  T operator()(T x) const {
    return x < T(0) ? T(0) : x > T(6) ? T(6) : x;
  }
  template <class T>
  T slope_from_output(T y) const {
    return y > T(0) && y < T(6) ? T(1) : T(0);
  }
  static double gain() { return std::sqrt(2.0); }
};
ASSAY_ACTIVATION(Relu6, "relu6", "f(x) = min(max(x, 0), 6)")
