// leaky_relu: a rectifier that lets a little through. Maas, Hannun & Ng 2013, "Rectifier nonlinearities improve neural
// network acoustic models". Default slope 0.01 as in PyTorch (Keras: 0.3). With a learned slope it is prelu. Slope at
// 0: the left one, as in PyTorch.
#include "detail/leaky_relu.hpp"

ASSAY_ACTIVATION(assay::LeakyRelu, "leaky_relu", "f(x) = x if x > 0 else slope x",
                 assay::trainable("slope", 0.01, "slope for x < 0"))
