// tanh: the hyperbolic tangent. LeCun, Bottou, Orr & Mueller 1998, "Efficient BackProp". Slope 1 - y^2 from the output.
#include <assay/activation.hpp>

struct Tanh {
  template <class T>
  T operator()(T x) const {
    return assay::tanh(x);
  }
  template <class T>
  T slope_from_output(T y) const {
    return T(1) - y * y;
  }
  static double gain() { return 5.0 / 3.0; }
};
ASSAY_ACTIVATION(Tanh, "tanh", "f(x) = (e^x - e^-x) / (e^x + e^-x)")
