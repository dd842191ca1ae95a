// An activation that answers with no number.
#include <limits>

#include <assay/activation.hpp>

struct NotANumber {
  template <class T>
  T operator()(T x) const {
    return x * T(std::numeric_limits<float>::quiet_NaN());
  }
};
ASSAY_ACTIVATION(NotANumber, "not_a_number", "0 / 0")
