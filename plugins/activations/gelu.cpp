// gelu: the Gaussian error linear unit, exact form. Hendrycks & Gimpel 2016, arXiv:1606.08415; PyTorch's default.
#include <assay/activation.hpp>

struct Gelu {
  template <class T>
  T operator()(T x) const {
    return x * below(x);
  }
  template <class T>
  T slope(T x) const {
    const T v = x * T(0.70710678118654752440);
    return below(x) + x * (T(0.39894228040143267794) * assay::exp(-v * v));
  }

 private:
  /// How much of the standard normal distribution lies below x.
  template <class T>
  static T below(T x) {
    return T(0.5) + T(0.5) * assay::erf(x * T(0.70710678118654752440));
  }
};
ASSAY_ACTIVATION(Gelu, "gelu", "f(x) = x/2 (1 + erf(x / sqrt 2))")
