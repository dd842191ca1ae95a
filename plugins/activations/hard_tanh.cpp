// hard_tanh: tanh in three straight pieces. Collobert 2004, "Large scale machine learning". From -1 to 1 as in PyTorch;
// slope 0 at both bends, as there.
#include <assay/activation.hpp>

struct HardTanh {
  template <class T>
  T operator()(T x, T low, T high) const {
    return x < low ? low : x > high ? high : x;
  }
  template <class T>
  T slope_from_output(T y, T low, T high) const {
    return y > low && y < high ? T(1) : T(0);
  }
};
ASSAY_ACTIVATION(HardTanh, "hard_tanh", "f(x) = min(max(x, low), high)", assay::real("low", -1.0, "smallest value"),
                 assay::real("high", 1.0, "largest value"))
