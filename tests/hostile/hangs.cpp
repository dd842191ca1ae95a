// Never comes back from being loaded.
#include <assay/activation.hpp>

namespace {
const int waited = [] {
  for (volatile bool wait = true; wait;) continue;
  return 0;
}();
}  // namespace

struct Plain {
  template <class T>
  T operator()(T x) const {
    return x;
  }
};
ASSAY_ACTIVATION(Plain, "hangs", "f(x) = x")
