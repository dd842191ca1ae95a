// sin: a periodic activation, sin(frequency x). Sitzmann, Martel, Bergman, Lindell & Wetzstein 2020, "Implicit neural
// representations with periodic activation functions" (SIREN), arXiv:2006.09661, who use 30 with weights of their own.
// frequency = 1. In float32 neighbouring numbers lie 256 apart from 2^31 on; from 2^32 on f is NaN there.
#include <assay/activation.hpp>

struct Sin {
  template <class T>
  T operator()(T x, T frequency) const {
    return assay::sin(frequency * x);
  }
};
ASSAY_ACTIVATION(Sin, "sin", "f(x) = sin(frequency x); in float32 NaN from |frequency x| = 2^32 on",
                 assay::trainable("frequency", 1.0, "radians for each unit of x"))
