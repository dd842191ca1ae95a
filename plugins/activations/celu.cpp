// celu: the ELU made smooth at 0 for every alpha. Barron 2017, "Continuously differentiable exponential linear units",
// arXiv:1704.07483. alpha = 1 as in PyTorch.
#include <assay/activation.hpp>

struct Celu {
  template <class T>
  T operator()(T x, T alpha) const {
    return x > T(0) ? x : alpha * assay::expm1(x / alpha);
  }
};
ASSAY_ACTIVATION(Celu, "celu", "f(x) = x if x > 0 else alpha (e^(x/alpha) - 1)",
                 assay::trainable("alpha", 1.0, "f goes to -alpha for x to -infinity", assay::positive))
