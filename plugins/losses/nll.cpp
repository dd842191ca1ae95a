// nll: the negative log-likelihood of the target class, -w[t] y[t], for outputs that are logarithms of probabilities
// already (layer log_softmax); PyTorch's NLLLoss with its weights and ignore_index. On logits take
// softmax_cross_entropy.
#include "detail/class_loss.hpp"

template <class T>
class Nll final : public assay::ClassLoss<T> {
 public:
  explicit Nll(const assay::Arguments<T>& a) : assay::ClassLoss<T>(a) {}

  assay::Outputs outputs() const override { return assay::Outputs::log_probabilities; }

 protected:
  double one(const T* y, std::int64_t label, std::int64_t classes, T scale, T* gradient) const override {
    const T weight = this->weight_of(label);
    if (gradient) {
      std::fill_n(gradient, classes, T(0));
      gradient[label] = -scale * weight;
    }
    return -static_cast<double>(weight) * static_cast<double>(y[label]);
  }
};
ASSAY_LOSS(Nll, "nll", "mean of -y[class], y = log-probabilities", ASSAY_CLASS_LOSS_PARAMETERS)
