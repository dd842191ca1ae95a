// perceptron: Rosenblatt's criterion (1958) for targets 0 and 1. With z the output and step(z) the prediction, the loss
// is (step(z) - target) z = |z| of a wrong answer and 0 of a right one; its gradient step(z) - target turns plain SGD
// into the perceptron rule w += rate (target - prediction) x. Averaged over all elements.
#include <assay/loss.hpp>

template <class T>
class Perceptron final : public assay::Loss<T> {
 public:
  explicit Perceptron(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::sign; }
  assay::Domain domain() const override { return assay::Domain::bits; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t n = y.size();
    const T scale = T(1) / static_cast<T>(n);
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const T error = (y[i] >= T(0) ? T(1) : T(0)) - target[i];
      sum += static_cast<double>(error * y[i]);
      if (dy) dy[i] = scale * error;
    }
    return sum / static_cast<double>(n);
  }
};
ASSAY_LOSS(Perceptron, "perceptron", "mean of (step(y) - target) y: Rosenblatt's rule")
