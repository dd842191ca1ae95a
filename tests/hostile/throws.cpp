// Throws before main would see it.
#include <stdexcept>

#include <assay/activation.hpp>

namespace {
const int thrown = [] {
  throw std::runtime_error("no licence found");
  return 0;
}();
}  // namespace

struct Plain {
  template <class T>
  T operator()(T x) const {
    return x;
  }
};
ASSAY_ACTIVATION(Plain, "throws", "f(x) = x")
