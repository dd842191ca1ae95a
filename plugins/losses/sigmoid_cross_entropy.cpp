// sigmoid_cross_entropy: binary cross-entropy of logits, as PyTorch's BCEWithLogitsLoss, averaged over all elements:
// max(y, 0) - y target + ln(1 + e^-|y|). Targets lie in [0, 1]. The loss of a GAN's discriminator.
#include <assay/loss.hpp>
#include <assay/math.hpp>

template <class T>
class SigmoidCrossEntropy final : public assay::Loss<T> {
 public:
  explicit SigmoidCrossEntropy(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::sign; }
  assay::Domain domain() const override { return assay::Domain::shares; }
  assay::Outputs outputs() const override { return assay::Outputs::logits; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t n = y.size();
    const T scale = T(1) / static_cast<T>(n);
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) sum += static_cast<double>(one(y[i], target[i]));
    if (dy)
      for (std::int64_t i = 0; i < n; ++i) dy[i] = scale * (assay::sigmoid(y[i]) - target[i]);
    return sum / static_cast<double>(n);
  }

 private:
  /// The two large terms first: they cancel exactly where the answer is sure and right, and the small one remains.
  static T one(T y, T target) {
    const T sure = (y < T(0) ? T(0) : y) - y * target;
    return sure + assay::log1p(assay::exp(-assay::abs(y)));
  }
};
ASSAY_LOSS(SigmoidCrossEntropy, "sigmoid_cross_entropy", "mean of ln(1 + e^y) - y target")
