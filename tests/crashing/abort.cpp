// An activation that says why and gives up.
#include <cstdio>
#include <cstdlib>

#include <assay/activation.hpp>

struct Abort {
  template <class T>
  T operator()(T x) const {
    std::puts("the flux is out of bounds");
    std::fflush(stdout);
    std::abort();
    return x;
  }
};
ASSAY_ACTIVATION(Abort, "abort", "gives up")
