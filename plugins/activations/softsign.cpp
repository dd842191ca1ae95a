// softsign: like tanh with slower, polynomial tails. Bergstra, Desjardins, Lamblin & Bengio 2009.
#include <assay/activation.hpp>

struct Softsign {
  template <class T>
  T operator()(T x) const {
    const T bounded = x > T(1e30) ? T(1e30) : x < T(-1e30) ? T(-1e30) : x;  // infinity gives 1 as well
    return bounded / (T(1) + assay::abs(bounded));
  }
  /// Written out, because the quotient's rule takes from 1 what is nearly 1.
  template <class T>
  T slope(T x) const {
    const T inverse = T(1) / (T(1) + assay::abs(x));
    return inverse * inverse;
  }
};
ASSAY_ACTIVATION(Softsign, "softsign", "f(x) = x / (1 + |x|)")
