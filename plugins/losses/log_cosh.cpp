// log_cosh: ln cosh(y - target): half the squared error near 0, the absolute error less ln 2 far away, smooth between.
// Computed as |d| + log1p(e^(-2|d|)) - ln 2, which never overflows. Keras' LogCosh; PyTorch has none.
#include <assay/math.hpp>

#include "detail/elementwise_loss.hpp"

template <class T>
class LogCosh final : public assay::Loss<T> {
 public:
  explicit LogCosh(const assay::Arguments<T>&) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    return assay::mean_of(y, target, dy, [](T a, T b) -> assay::Compared<T> {
      const T d = a - b, size = assay::abs(d);
      return {size + assay::log1p(assay::exp(T(-2) * size)) - T(0.69314718055994530942), assay::tanh(d)};
    });
  }
};
ASSAY_LOSS(LogCosh, "log_cosh", "mean of ln cosh(y - target)")
