// hinge: max(0, margin - s y) for targets 0 or 1, with s = 2 target - 1: right answers beyond the margin cost nothing.
// Cortes & Vapnik 1995, "Support-vector networks". Averaged over all elements; PyTorch has it for several classes only.
#include "detail/elementwise_loss.hpp"

template <class T>
class Hinge final : public assay::Loss<T> {
 public:
  explicit Hinge(const assay::Arguments<T>& a) : margin_(static_cast<T>(a.real("margin"))) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::sign; }
  assay::Domain domain() const override { return assay::Domain::bits; }

  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    return assay::mean_of(y, target, dy, [margin = margin_](T a, T b) -> assay::Compared<T> {
      const T sign = T(2) * b - T(1), short_of = margin - sign * a;
      if (short_of <= T(0)) return {T(0), T(0)};
      return {short_of, -sign};
    });
  }

 private:
  T margin_;
};
ASSAY_LOSS(Hinge, "hinge", "mean of max(0, margin - (2 target - 1) y)",
           assay::real("margin", 1.0, "how far right answers must be", assay::positive))
