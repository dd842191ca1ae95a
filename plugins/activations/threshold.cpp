// threshold: numbers above `threshold` stay, the others become `value`. PyTorch's Threshold (which has no defaults;
// here 0 and 0, the rectifier). The threshold-linear units of Konda, Memisevic & Krueger 2015, arXiv:1402.3337.
#include <assay/activation.hpp>

struct Threshold {
  template <class T>
  T operator()(T x, T threshold, T value) const {
    return x <= threshold ? value : x;
  }
  template <class T>
  T slope(T x, T threshold, T) const {
    return x > threshold ? T(1) : T(0);
  }
};
ASSAY_ACTIVATION(Threshold, "threshold", "f(x) = x if x > threshold else value",
                 assay::real("threshold", 0.0, "above it numbers stay"),
                 assay::real("value", 0.0, "what the others become"))
