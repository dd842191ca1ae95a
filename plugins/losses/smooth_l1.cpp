// smooth_l1: the absolute error, rounded off below `beta`: d^2 / (2 beta) if |d| < beta, else |d| - beta / 2, with
// d = y - target. Girshick 2015, "Fast R-CNN", arXiv:1504.08083; PyTorch's SmoothL1Loss, beta = 1.
#include <cmath>

#include "detail/elementwise_loss.hpp"

template <class T>
class SmoothL1 final : public assay::Loss<T> {
 public:
  explicit SmoothL1(const assay::Arguments<T>& a) : beta_(static_cast<T>(a.real("beta"))) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    return assay::mean_of(y, target, dy, [beta = beta_](T a, T b) -> assay::Compared<T> {
      const T d = a - b, size = std::abs(d);
      if (size < beta) return {T(0.5) * d * d / beta, d / beta};
      return {size - T(0.5) * beta, d > T(0) ? T(1) : d < T(0) ? T(-1) : d};
    });
  }

 private:
  T beta_;
};
ASSAY_LOSS(SmoothL1, "smooth_l1", "mean of d^2/(2 beta) if |d| < beta else |d| - beta/2, d = y - target",
           assay::real("beta", 1.0, "where it becomes linear", assay::positive))
