// pinball: q d where the target lies d above y, (1 - q) |d| where it lies below. Its smallest mean is at the quantile q
// of the targets, 1/2 their median, so that two networks give an interval. Koenker & Bassett 1978, "Regression
// quantiles".
#include "detail/elementwise_loss.hpp"

template <class T>
class Pinball final : public assay::Loss<T> {
 public:
  explicit Pinball(const assay::Arguments<T>& a) : quantile_(static_cast<T>(a.real("quantile"))) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    return assay::mean_of(y, target, dy, [q = quantile_](T a, T b) -> assay::Compared<T> {
      const T d = b - a;
      if (d > T(0)) return {q * d, -q};
      return {(q - T(1)) * d, d < T(0) ? T(1) - q : d};  // d: 0, or NaN
    });
  }

 private:
  T quantile_;
};
ASSAY_LOSS(Pinball, "pinball", "mean of q d if d > 0 else (q - 1) d, d = target - y",
           assay::real("quantile", 0.5, "of the targets, that y shall be", assay::between(0, 1)))
