// softmax_cross_entropy: the negative log-likelihood of the target class under a softmax of the outputs (logits), as
// PyTorch's CrossEntropyLoss with its options:
//   (1 - smoothing) w[t] (-ln p[t]) + smoothing / C sum_c w[c] (-ln p[c]),  p = softmax(y),
// summed over the targets and divided by the sum of their w[t]. Label smoothing: Szegedy et al. 2016, arXiv:1512.00567.
// Softmax and logarithm are taken together (log-sum-exp), so no logit overflows.
#include "detail/class_loss.hpp"

template <class T>
class SoftmaxCrossEntropy final : public assay::ClassLoss<T> {
 public:
  explicit SoftmaxCrossEntropy(const assay::Arguments<T>& a)
      : assay::ClassLoss<T>(a), smoothing_(static_cast<T>(a.real("label_smoothing"))) {}

  assay::Outputs outputs() const override { return assay::Outputs::logits; }

 protected:
  double one(const T* logits, std::int64_t label, std::int64_t classes, T scale, T* gradient) const override {
    const assay::SoftmaxRow<T> row(logits, classes, gradient);
    const T own = (T(1) - smoothing_) * this->weight_of(label), share = smoothing_ / static_cast<T>(classes);
    double loss = static_cast<double>(own) * row.surprise(logits[label]);
    T all = own;
    for (std::int64_t c = 0; smoothing_ > T(0) && c < classes; ++c) {
      all += share * this->weight_of(c);
      loss += static_cast<double>(share * this->weight_of(c)) * row.surprise(logits[c]);
    }
    if (!gradient) return loss;
    const T factor = scale * all / row.total;
    for (std::int64_t c = 0; c < classes; ++c) gradient[c] *= factor;
    for (std::int64_t c = 0; smoothing_ > T(0) && c < classes; ++c) gradient[c] -= scale * share * this->weight_of(c);
    gradient[label] -= scale * own;
    return loss;
  }

 private:
  T smoothing_;
};
ASSAY_LOSS(SoftmaxCrossEntropy, "softmax_cross_entropy", "mean of -ln softmax(y)[class]", ASSAY_CLASS_LOSS_PARAMETERS,
           assay::real("label_smoothing", 0.0, "share of the target that is spread over all classes",
                       assay::from_below(0, 1)))
