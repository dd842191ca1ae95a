// Right, but with the scalar expf of libm in its loop.
#include <cmath>

#include <assay/activation.hpp>

namespace {
float plain_sigmoid(float x) { return 1.0F / (1.0F + std::exp(-x)); }
double plain_sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }
template <class T>
assay::Dual<T> plain_sigmoid(assay::Dual<T> x) {
  return assay::sigmoid(x);
}
}  // namespace

struct ScalarLoop {
  template <class T>
  T operator()(T x) const {
    return plain_sigmoid(x);
  }
  template <class T>
  T slope_from_output(T y) const {
    return y * (T(1) - y);
  }
};
ASSAY_ACTIVATION(ScalarLoop, "scalar_loop", "f(x) = 1 / (1 + e^-x)")
