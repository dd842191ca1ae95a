// adamw: Loshchilov & Hutter 2019, arXiv:1711.05101, as PyTorch's AdamW: the decay shrinks the weights by itself and
// does not pass through the moments:
//   w -= lr weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
//   w -= lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + eps)
#include "detail/adam_step.hpp"

template <class T>
class AdamW final : public assay::AdamStep<T, true> {
  using assay::AdamStep<T, true>::AdamStep;
};
ASSAY_OPTIMIZER(AdamW, "adamw", "w -= lr (m / (sqrt(v) + eps) + weight_decay w), m and v as adam's",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.01, "share by which lr = 1 shrinks w every step", assay::at_least(0)),
                assay::boolean("amsgrad", false, "divide by the largest v so far"))
