// selu: the self-normalising ELU. Klambauer, Unterthiner, Mayr & Hochreiter 2017, arXiv:1706.02515; the two constants
// are the paper's (and PyTorch's). Meant for weights that start with variance 1/fan_in.
#include <assay/activation.hpp>

struct Selu {
  template <class T>
  T operator()(T x) const {
    const T alpha = T(1.6732632423543772848170429916717);
    const T scale = T(1.0507009873554804934193349852946);
    return x > T(0) ? scale * x : scale * alpha * assay::expm1(x);
  }
  static double gain() { return 0.75; }
};
ASSAY_ACTIVATION(Selu, "selu", "f(x) = 1.0507 x if x > 0 else 1.0507 1.67326 (e^x - 1)")
