// Activations without a mistake that grow faster than x: their infinities are right.
#include <assay/activation.hpp>

struct SquaredRelu {
  template <class T>
  T operator()(T x) const {
    const T r = x > T(0) ? x : T(0) * x;
    return r * r;
  }
};
struct Cube {
  template <class T>
  T operator()(T x) const {
    return x * x * x;
  }
};
struct Exponential {
  template <class T>
  T operator()(T x) const {
    return assay::exp(x);
  }
};
struct Bell {
  template <class T>
  T operator()(T x) const {
    return T(1) / (T(1) + x * x);
  }
};
struct SlowLogarithm {
  template <class T>
  T operator()(T x) const {
    const T y = assay::log1p(assay::abs(x));
    return x < T(0) ? -y : y;
  }
};

namespace {
constexpr auto kNone = assay::parameter_list();
}

ASSAY_PLUGIN((assay::activation_entry<SquaredRelu, kNone>("squared_relu", "f(x) = max(x, 0)^2")),
             (assay::activation_entry<Cube, kNone>("cube", "f(x) = x^3")),
             (assay::activation_entry<Exponential, kNone>("exponential", "f(x) = e^x")),
             (assay::activation_entry<Bell, kNone>("cauchy_bell", "f(x) = 1 / (1 + x^2)")),
             (assay::activation_entry<SlowLogarithm, kNone>("signed_logarithm", "f(x) = sign(x) ln(1 + |x|)")))
