// sum_over_time: the sum of a sequence's steps, [N,T,F] -> [N,F]; after a mask, without padding.
#include "detail/over_time.hpp"

template <class T>
class SumOverTime final : public assay::Layer<T> {
 public:
  explicit SumOverTime(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override { return assay::plan_over_time(input); }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    assay::sum_over_time(pass, x, y, factor);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (dx) assay::spread_over_time(pass, dy, dx, factor);
  }

 private:
  static T factor(std::int64_t) { return T(1); }
};
ASSAY_LAYER(SumOverTime, "sum_over_time", "[N,T,F] -> [N,F]: the sum of all steps")
