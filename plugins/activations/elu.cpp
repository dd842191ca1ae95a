// elu: the exponential linear unit. Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289. alpha = 1 as in PyTorch.
#include <assay/activation.hpp>

struct Elu {
  template <class T>
  T operator()(T x, T alpha) const {
    return x > T(0) ? x : alpha * assay::expm1(x);
  }
};
ASSAY_ACTIVATION(Elu, "elu", "f(x) = x if x > 0 else alpha (e^x - 1)",
                 assay::trainable("alpha", 1.0, "f goes to -alpha for x to -infinity"))
