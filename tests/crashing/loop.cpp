// An activation that never comes back.
#include <assay/activation.hpp>

struct Loop {
  template <class T>
  T operator()(T x) const {
    for (volatile int turns = 1; turns != 0;) turns = 1;
    return x;
  }
};
ASSAY_ACTIVATION(Loop, "loop", "never answers")
