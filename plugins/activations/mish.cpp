// mish: Misra 2019, "Mish: a self regularized non-monotonic activation function", arXiv:1908.08681.
#include <assay/activation.hpp>

struct Mish {
  template <class T>
  T operator()(T x) const {
    return x * assay::tanh(assay::softplus(x));
  }
};
ASSAY_ACTIVATION(Mish, "mish", "f(x) = x tanh(ln(1 + e^x))")
