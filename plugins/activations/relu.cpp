// relu: the rectifier. Nair & Hinton 2010, "Rectified linear units improve restricted Boltzmann machines".
// Slope at 0 is 0, as in PyTorch; NaN stays NaN.
#include <cmath>

#include <assay/activation.hpp>

struct Relu {
  template <class T>
  T operator()(T x) const {
    return x < T(0) ? T(0) : x;
  }
  template <class T>
  T slope_from_output(T y) const {
    return y > T(0) ? T(1) : T(0);
  }
  static double gain() { return std::sqrt(2.0); }
};
ASSAY_ACTIVATION(Relu, "relu", "f(x) = max(x, 0)")
