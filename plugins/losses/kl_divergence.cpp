// kl_divergence: how far the distribution y is from the target's, sum_c t_c (ln t_c - y_c), where y are logarithms of
// probabilities (layer log_softmax) and t probabilities on the last axis; 0 ln 0 is 0. Kullback & Leibler 1951. Summed
// over the classes and averaged over the samples: PyTorch's KLDivLoss with reduction='batchmean'.
#include <cmath>

#include <assay/loss.hpp>

template <class T>
class KlDivergence final : public assay::Loss<T> {
 public:
  explicit KlDivergence(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }
  assay::Domain domain() const override { return assay::Domain::distributions; }
  assay::Outputs outputs() const override { return assay::Outputs::log_probabilities; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const double batch = static_cast<double>(y.batch());
    const T scale = static_cast<T>(1 / batch);
    double sum = 0;
    for (std::int64_t i = 0; i < y.size(); ++i) {
      const double t = static_cast<double>(target[i]);
      sum += (t > 0 ? t * std::log(t) : 0.0) - t * static_cast<double>(y[i]);
      if (dy) dy[i] = -scale * target[i];
    }
    return sum / batch;
  }
};
ASSAY_LOSS(KlDivergence, "kl_divergence", "mean over the batch of sum t (ln t - y), y = log-probabilities")
