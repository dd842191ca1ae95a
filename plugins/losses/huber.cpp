// huber: half the squared error up to `delta`, linear beyond: d^2 / 2 if |d| <= delta, else delta (|d| - delta / 2),
// with d = y - target. Huber 1964, "Robust estimation of a location parameter"; PyTorch's HuberLoss, delta = 1.
#include <cmath>

#include "detail/elementwise_loss.hpp"

template <class T>
class Huber final : public assay::Loss<T> {
 public:
  explicit Huber(const assay::Arguments<T>& a) : delta_(static_cast<T>(a.real("delta"))) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    return assay::mean_of(y, target, dy, [delta = delta_](T a, T b) -> assay::Compared<T> {
      const T d = a - b, size = std::abs(d);
      if (size <= delta) return {T(0.5) * d * d, d};
      return {delta * (size - T(0.5) * delta), d > T(0) ? delta : -delta};
    });
  }

 private:
  T delta_;
};
ASSAY_LOSS(Huber, "huber", "mean of d^2/2 if |d| <= delta else delta (|d| - delta/2), d = y - target",
           assay::real("delta", 1.0, "where it becomes linear", assay::positive))
