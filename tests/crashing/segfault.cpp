// An activation that ends the process it runs in.
#include <csignal>

#include <assay/activation.hpp>

struct Segfault {
  template <class T>
  T operator()(T x) const {
    std::raise(SIGSEGV);
    return x;
  }
};
ASSAY_ACTIVATION(Segfault, "segfault", "f(x) = x, but for a crash")
