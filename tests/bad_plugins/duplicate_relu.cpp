// A second plugin called relu.
#include <assay/activation.hpp>

struct Relu {
  template <class T>
  T operator()(T x) const {
    return x;
  }
};
ASSAY_ACTIVATION(Relu, "relu", "f(x) = x")
