// prelu: leaky_relu with a slope that is learned. He, Zhang, Ren & Sun 2015, "Delving deep into rectifiers",
// arXiv:1502.01852. One slope, starting at 0.25, as PyTorch's PReLU; `{slope: trainable per channel}` gives every
// channel its own. Slope at 0: the left one, as in PyTorch.
#include "detail/leaky_relu.hpp"

ASSAY_ACTIVATION(assay::LeakyRelu, "prelu", "f(x) = x if x > 0 else slope x, with a learned slope",
                 assay::learned("slope", 0.25, "slope for x < 0"))
