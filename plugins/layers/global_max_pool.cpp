// global_max_pool: the largest number of each channel, [N,C,H,W] -> [N,C]. Oquab, Bottou, Laptev & Sivic 2015, "Is
// object localization for free?"; PyTorch's AdaptiveMaxPool2d(1), flattened. The first of equal numbers gets the
// gradient; NaN counts as the largest.
#include <algorithm>

#include "detail/planes.hpp"
#include "detail/window.hpp"

template <class T>
class GlobalMaxPool final : public assay::Layer<T> {
 public:
  explicit GlobalMaxPool(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::expect_image(input);
    planes_ = assay::Planes::for_neighbours<T>(input);
    assay::Plan plan{.output = {input[0], input[1]}};
    plan.saved = static_cast<std::size_t>(input[0] * input[1]);  // which point is the largest
    plan.reads_input = false;
    plan.order = planes_.order();
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    planes_.each(x.batch(), [&](std::int64_t i, std::int64_t c, std::int64_t first, std::int64_t step) {
      std::int64_t most = 0;
      for (std::int64_t p = 1; p < planes_.points; ++p)
        if (larger(x[first + p * step], x[first + most * step])) most = p;
      const std::int64_t out = planes_.batch_last ? c * x.batch() + i : i * planes_.channels + c;
      pass.saved[static_cast<std::size_t>(out)] = static_cast<T>(most);
      y[out] = x[first + most * step];
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    std::fill_n(dx.data, dx.size(), T(0));
    planes_.each(dy.batch(), [&](std::int64_t i, std::int64_t c, std::int64_t first, std::int64_t step) {
      const std::int64_t out = planes_.batch_last ? c * dy.batch() + i : i * planes_.channels + c;
      dx[first + static_cast<std::int64_t>(pass.saved[static_cast<std::size_t>(out)]) * step] = dy[out];
    });
  }

 private:
  /// NaN is larger than all numbers.
  static bool larger(T a, T b) { return a > b || (a != a && b == b); }

  assay::Planes planes_;
};
ASSAY_LAYER(GlobalMaxPool, "global_max_pool", "the largest number of each channel: [N,C,H,W] -> [N,C]")
