// softplus: a smooth rectifier. Dugas, Bengio, Belisle, Nadeau & Garcia 2001. beta = 1 as in PyTorch; computed without
// overflow for every x, so PyTorch's threshold (linear above 20) is not needed: the two differ by at most 2.1e-9 there.
#include <assay/activation.hpp>

struct Softplus {
  template <class T>
  T operator()(T x, T beta) const {
    const T scaled = beta * x;
    return scaled > T(1e30) ? x : assay::softplus(scaled) / beta;  // the same number, unless beta x overflows
  }
};
ASSAY_ACTIVATION(Softplus, "softplus", "f(x) = ln(1 + e^(beta x)) / beta",
                 assay::trainable("beta", 1.0, "steepness of the bend", assay::positive))
