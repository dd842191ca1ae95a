// gelu: the Gaussian error linear unit, exact form. Hendrycks & Gimpel 2016, arXiv:1606.08415; PyTorch's default.
#include <assay/activation.hpp>

struct Gelu {
  template <class T>
  T operator()(T x) const {
    return x * assay::normal_cdf(x);
  }
};
ASSAY_ACTIVATION(Gelu, "gelu", "f(x) = x/2 (1 + erf(x / sqrt 2))")
