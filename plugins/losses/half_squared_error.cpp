// half_squared_error: the textbook's L = 1/2 |y - target|^2, summed over a sample's outputs and averaged over the
// batch, so that dL/dy = y - target for a single sample.
#include <assay/loss.hpp>

template <class T>
class HalfSquaredError final : public assay::Loss<T> {
 public:
  explicit HalfSquaredError(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const T scale = T(1) / static_cast<T>(y.batch());
    double sum = 0;
    for (std::int64_t i = 0; i < y.size(); ++i) {
      const T difference = y[i] - target[i];
      sum += static_cast<double>(difference) * static_cast<double>(difference);
      if (dy) dy[i] = scale * difference;
    }
    return 0.5 * sum / static_cast<double>(y.batch());
  }
};
ASSAY_LOSS(HalfSquaredError, "half_squared_error", "mean over the batch of 1/2 sum (y - target)^2")
