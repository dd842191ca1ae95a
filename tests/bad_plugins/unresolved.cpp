// Needs a function that nobody has.
#include <assay/activation.hpp>

extern "C" float nobody_has_this(float);

struct Needy {
  template <class T>
  T operator()(T x) const {
    return x + T(nobody_has_this(1.0F));
  }
};
ASSAY_ACTIVATION(Needy, "needy", "f(x) = x")
