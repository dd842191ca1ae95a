// gaussian: the bell e^(-(x/width)^2), for networks of radial basis functions. Broomhead & Lowe 1988, "Multivariable
// functional interpolation and adaptive networks". width = 1.
#include <assay/activation.hpp>

struct Gaussian {
  template <class T>
  T operator()(T x, T width) const {
    const T ratio = x / width;
    const T bounded = ratio > T(1e6) ? T(1e6) : ratio < T(-1e6) ? T(-1e6) : ratio;  // its square stays finite
    return assay::exp(-bounded * bounded);
  }
};
ASSAY_ACTIVATION(Gaussian, "gaussian", "f(x) = e^(-(x / width)^2)",
                 assay::trainable("width", 1.0, "half the bell's breadth at 1/e", assay::positive))
