// Touches memory that is not there while it is loaded.
#include <assay/activation.hpp>

namespace {
int* volatile nowhere = nullptr;  // read at run time: a null pointer that the compiler sees is taken for unreachable
const int crashed = *nowhere = 1;
}  // namespace

struct Plain {
  template <class T>
  T operator()(T x) const {
    return x;
  }
};
ASSAY_ACTIVATION(Plain, "crashes", "f(x) = x")
