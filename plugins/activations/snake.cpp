// snake: the identity with a periodic part, so that a network can go on with what repeats. Ziyin, Hartwig & Ueda 2020,
// "Neural networks fail to learn periodic functions and how to fix it", arXiv:2006.08195. a = 1; the paper also learns
// it. In float32 the wave is left out where |a x| >= 2^32: x has no digit for it there, and its slope is 0 on average.
#include <assay/activation.hpp>

struct Snake {
  template <class T>
  T operator()(T x, T a) const {
    const T angle = a * x;
    const T wave = assay::sin(assay::abs(angle) < assay::kSineRange<T> ? angle : T(0) * angle);
    return x + wave * wave / a;
  }
};
ASSAY_ACTIVATION(Snake, "snake", "f(x) = x + sin(a x)^2 / a; in float32 x from |a x| = 2^32 on",
                 assay::trainable("a", 1.0, "frequency of the wave", assay::positive))
