// bent_identity: nearly linear, its slope grows from 1/2 to 3/2.
#include <assay/activation.hpp>

struct BentIdentity {
  template <class T>
  T operator()(T x) const {
    return (assay::sqrt(x * x + T(1)) - T(1)) / T(2) + x;
  }
};
ASSAY_ACTIVATION(BentIdentity, "bent_identity", "f(x) = (sqrt(x^2 + 1) - 1) / 2 + x")
