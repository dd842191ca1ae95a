// mae: the mean absolute error, averaged over all elements as in PyTorch's L1Loss. Gradient 0 where y equals the
// target.
#include <cmath>

#include <assay/loss.hpp>

template <class T>
class Mae final : public assay::Loss<T> {
 public:
  explicit Mae(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t n = y.size();
    const T slope = T(1) / static_cast<T>(n);
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const T difference = y[i] - target[i];
      sum += static_cast<double>(std::abs(difference));
      if (dy) dy[i] = difference > T(0) ? slope : difference < T(0) ? -slope : T(0);
    }
    return sum / static_cast<double>(n);
  }
};
ASSAY_LOSS(Mae, "mae", "mean of |y - target|")
