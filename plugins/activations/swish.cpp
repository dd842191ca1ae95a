// swish: Ramachandran, Zoph & Le 2017, "Searching for activation functions", arXiv:1710.05941. With beta = 1 this is
// SiLU (PyTorch's torch.nn.SiLU).
#include <assay/activation.hpp>

struct Swish {
  template <class T>
  T operator()(T x, T beta) const {
    return x * assay::sigmoid(beta * x);
  }
};
ASSAY_ACTIVATION(Swish, "swish", "f(x) = x sigmoid(beta x)", assay::trainable("beta", 1.0, "steepness"))
