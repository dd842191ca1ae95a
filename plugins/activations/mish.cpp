// mish: Misra 2019, "Mish: a self regularized non-monotonic activation function", arXiv:1908.08681.
#include <assay/activation.hpp>

struct Mish {
  template <class T>
  T operator()(T x) const {
    return x * assay::tanh(assay::softplus(x));
  }
  /// With u = e^x, tanh(ln(1 + u)) is w / (w + 2), w = u (u + 2). Where u is large, both are divided by u^2: nothing
  /// overflows. Written out, because GCC leaves the loop of the derived slope scalar.
  template <class T>
  T slope(T x) const {
    const T e = assay::exp(-assay::abs(x)), twice = T(2) * e;
    const bool right = x > T(0);
    const T top = right ? T(1) + twice : twice + e * e;
    const T bottom = right ? top + twice * e : top + T(2);
    const T rise = T(2) * twice * (T(1) + e) * (right ? e : T(1)) / (bottom * bottom);
    return top / bottom + assay::detail::times(rise, x);
  }
};
ASSAY_ACTIVATION(Mish, "mish", "f(x) = x tanh(ln(1 + e^x))")
