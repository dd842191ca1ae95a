// sin: a periodic activation, sin(frequency x). Sitzmann, Martel, Bergman, Lindell & Wetzstein 2020, "Implicit neural
// representations with periodic activation functions" (SIREN), arXiv:2006.09661, who use 30 with weights of their own.
// frequency = 1. Beyond 2^31, where float32 cannot tell one wave from the next, f is 0.
#include <assay/activation.hpp>

struct Sin {
  template <class T>
  T operator()(T x, T frequency) const {
    const T angle = frequency * x;
    return assay::sin(assay::abs(angle) > T(2147483648.0) ? T(0) * angle : angle);
  }
};
ASSAY_ACTIVATION(Sin, "sin", "f(x) = sin(frequency x)",
                 assay::trainable("frequency", 1.0, "radians for each unit of x"))
