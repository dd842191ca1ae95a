// Ends the program while it is loaded, as some libraries do where they dislike the machine.
#include <cstdlib>

#include <assay/activation.hpp>

namespace {
const int ended = [] {
  std::_Exit(3);
  return 0;
}();
}  // namespace

struct Plain {
  template <class T>
  T operator()(T x) const {
    return x;
  }
};
ASSAY_ACTIVATION(Plain, "exits", "f(x) = x")
