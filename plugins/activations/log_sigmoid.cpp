// log_sigmoid: the logarithm of the logistic function, -softplus(-x), without overflow. PyTorch's LogSigmoid.
#include <assay/activation.hpp>

struct LogSigmoid {
  template <class T>
  T operator()(T x) const {
    return -assay::softplus(-x);
  }
};
ASSAY_ACTIVATION(LogSigmoid, "log_sigmoid", "f(x) = -ln(1 + e^-x)")
