// snake: the identity with a periodic part, so that a network can go on with what repeats. Ziyin, Hartwig & Ueda 2020,
// "Neural networks fail to learn periodic functions and how to fix it", arXiv:2006.08195. a = 1; the paper also learns
// it. Beyond 2^31, where float32 cannot tell one wave from the next, f(x) = x.
#include <assay/activation.hpp>

struct Snake {
  template <class T>
  T operator()(T x, T a) const {
    const T angle = a * x;
    const T wave = assay::sin(assay::abs(angle) > T(2147483648.0) ? T(0) * angle : angle);
    return x + wave * wave / a;
  }
};
ASSAY_ACTIVATION(Snake, "snake", "f(x) = x + sin(a x)^2 / a",
                 assay::trainable("a", 1.0, "frequency of the wave", assay::positive))
