// mse: the mean squared error, averaged over all elements as in PyTorch's MSELoss.
#include <assay/loss.hpp>

template <class T>
class Mse final : public assay::Loss<T> {
 public:
  explicit Mse(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t n = y.size();
    const T scale = T(2) / static_cast<T>(n);
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const T difference = y[i] - target[i];
      sum += static_cast<double>(difference) * static_cast<double>(difference);
    }
    if (dy)
      for (std::int64_t i = 0; i < n; ++i) dy[i] = scale * (y[i] - target[i]);
    return sum / static_cast<double>(n);
  }
};
ASSAY_LOSS(Mse, "mse", "mean of (y - target)^2")
