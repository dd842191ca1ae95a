// Touches memory that is not there while it is loaded.
#include <assay/activation.hpp>

namespace {
const int crashed = [] {
  *static_cast<volatile int*>(nullptr) = 1;
  return 0;
}();
}  // namespace

struct Plain {
  template <class T>
  T operator()(T x) const {
    return x;
  }
};
ASSAY_ACTIVATION(Plain, "crashes", "f(x) = x")
