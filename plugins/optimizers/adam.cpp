// adam: Kingma & Ba 2015, arXiv:1412.6980, as PyTorch's Adam (eps outside of the root, decay added to the gradient):
//   g += weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
//   w -= lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + eps)
#include "detail/adam_step.hpp"

template <class T>
class Adam final : public assay::AdamStep<T, false> {
  using assay::AdamStep<T, false>::AdamStep;
};
ASSAY_OPTIMIZER(Adam, "adam", "w -= lr m / (sqrt(v) + eps), m and v bias-corrected means of g and g^2",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)),
                assay::boolean("amsgrad", false, "divide by the largest v so far"))
