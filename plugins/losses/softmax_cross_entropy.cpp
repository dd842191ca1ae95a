// softmax_cross_entropy: the negative log-likelihood of the target class under a softmax of the outputs (logits), as
// PyTorch's CrossEntropyLoss. Outputs [N,C] or [N,T,C], targets the class numbers [N] or [N,T]; the mean runs over all
// targets. Softmax and logarithm are taken together (log-sum-exp), so no logit overflows. A target that is no class
// number gives NaN.
#include <algorithm>
#include <cmath>
#include <limits>

#include <assay/loss.hpp>
#include <assay/math.hpp>

template <class T>
class SoftmaxCrossEntropy final : public assay::Loss<T> {
 public:
  explicit SoftmaxCrossEntropy(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override {
    if (y.rank() == target.rank() + 1 && y.back() > 1) {
      bool same = true;
      for (int axis = 1; axis < target.rank(); ++axis) same = same && y[axis] == target[axis];
      if (same) return;
    }
    throw assay::Error("the network's output is " + to_string(y, true) + " but the targets are " +
                       to_string(target, true) +
                       "; softmax_cross_entropy expects logits [N,C] for class numbers [N], or [N,T,C] for [N,T]");
  }
  assay::Decision decision() const override { return assay::Decision::argmax; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t classes = y.shape.back();
    const std::int64_t rows = target.size();
    const T scale = T(1) / static_cast<T>(rows);
    double sum = 0;
    for (std::int64_t row = 0; row < rows; ++row)
      sum += one(y.data + row * classes, target[row], classes, scale, dy ? dy.data + row * classes : nullptr);
    return sum / static_cast<double>(rows);
  }

 private:
  /// One row: returns its loss, fills its gradient scale (softmax - one-hot) if wanted.
  static double one(const T* logits, T target, std::int64_t classes, T scale, T* gradient) {
    if (!(target >= T(0) && target < static_cast<T>(classes))) return no_class(classes, gradient);
    const auto label = static_cast<std::int64_t>(target);
    T largest = logits[0];
    for (std::int64_t c = 1; c < classes; ++c) largest = logits[c] > largest ? logits[c] : largest;
    T total = 0;
    if (gradient) {
      for (std::int64_t c = 0; c < classes; ++c) gradient[c] = assay::exp(logits[c] - largest);
      for (std::int64_t c = 0; c < classes; ++c) total += gradient[c];
      const T factor = scale / total;
      for (std::int64_t c = 0; c < classes; ++c) gradient[c] *= factor;
      gradient[label] -= scale;
    } else {
      for (std::int64_t c = 0; c < classes; ++c) total += assay::exp(logits[c] - largest);
    }
    return std::log(static_cast<double>(total)) - static_cast<double>(logits[label] - largest);
  }

  static double no_class(std::int64_t classes, T* gradient) {
    if (gradient) std::fill_n(gradient, classes, std::numeric_limits<T>::quiet_NaN());
    return std::numeric_limits<double>::quiet_NaN();
  }
};
ASSAY_LOSS(SoftmaxCrossEntropy, "softmax_cross_entropy", "mean of -ln softmax(y)[class]")
