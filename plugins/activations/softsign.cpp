// softsign: like tanh with slower, polynomial tails. Bergstra, Desjardins, Lamblin & Bengio 2009.
#include <assay/activation.hpp>

struct Softsign {
  template <class T>
  T operator()(T x) const {
    return x / (T(1) + assay::abs(x));
  }
};
ASSAY_ACTIVATION(Softsign, "softsign", "f(x) = x / (1 + |x|)")
