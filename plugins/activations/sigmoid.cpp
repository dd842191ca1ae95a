// sigmoid: the logistic function. Rumelhart, Hinton & Williams 1986, "Learning representations by back-propagating
// errors". Its slope y (1 - y) is better conditioned from the output.
#include <assay/activation.hpp>

struct Sigmoid {
  template <class T>
  T operator()(T x) const {
    return assay::sigmoid(x);
  }
  template <class T>
  T slope_from_output(T y) const {
    return y * (T(1) - y);
  }
};
ASSAY_ACTIVATION(Sigmoid, "sigmoid", "f(x) = 1 / (1 + e^-x)")
