// identity: no nonlinearity; the baseline of every activation study.
#include <assay/activation.hpp>

struct Identity {
  template <class T>
  T operator()(T x) const {
    return x;
  }
  template <class T>
  T slope_from_output(T) const {
    return T(1);
  }
};
ASSAY_ACTIVATION(Identity, "identity", "f(x) = x")
