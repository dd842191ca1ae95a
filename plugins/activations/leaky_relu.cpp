// leaky_relu: a rectifier that lets a little through. Maas, Hannun & Ng 2013, "Rectifier nonlinearities improve neural
// network acoustic models". Default slope 0.01 as in PyTorch (Keras: 0.3). With a trainable slope it is PReLU
// (He, Zhang, Ren & Sun 2015). Slope at 0: the left one, as in PyTorch.
#include <assay/activation.hpp>

struct LeakyRelu {
  template <class T>
  T operator()(T x, T slope) const {
    return x > T(0) ? x : slope * x;
  }
};
ASSAY_ACTIVATION(LeakyRelu, "leaky_relu", "f(x) = x if x > 0 else slope x",
                 assay::trainable("slope", 0.01, "slope for x < 0"))
