// squareplus: a smooth rectifier without exponentials. Barron 2021, "Squareplus: a softplus-like algebraic rectifier",
// arXiv:2112.11687. b = 4 as in the paper: the curvature at 0 is then softplus' own.
#include <assay/activation.hpp>

struct Squareplus {
  /// (x + r) / 2 with r = sqrt(x^2 + b); for x < 0 as b / (2 (r - x)), where nothing cancels; halved before a sum,
  /// which would overflow.
  template <class T>
  T operator()(T x, T b) const {
    const T r = root(x, b);
    return x < T(0) ? T(0.25) * b / (T(0.5) * r - T(0.5) * x) : T(0.5) * x + T(0.5) * r;
  }
  /// f(x) / r.
  template <class T>
  T slope(T x, T b) const {
    const T r = root(x, b);
    return x > T(1e15) ? T(1) : (x < T(0) ? T(0.25) * b / (T(0.5) * r - T(0.5) * x) : T(0.5) * (x + r)) / r;
  }

 private:
  /// |x| where x^2 would overflow.
  template <class T>
  static T root(T x, T b) {
    const T size = assay::abs(x);
    return size > T(1e15) ? size : assay::sqrt(x * x + b);
  }
};
ASSAY_ACTIVATION(Squareplus, "squareplus", "f(x) = (x + sqrt(x^2 + b)) / 2",
                 assay::trainable("b", 4.0, "size of the bend", assay::positive))
