// max_pool2d: the largest number under each window, channel by channel, [N,C,H,W] -> [N,C,H',W']. PyTorch's MaxPool2d
// (stride = size by default, padding counts as -infinity). The first of equal numbers gets the gradient; NaN counts as
// the largest.
#include <algorithm>
#include <limits>

#include "detail/pooling.hpp"

template <class T>
class MaxPool2d final : public assay::Layer<T> {
 public:
  explicit MaxPool2d(const assay::Arguments<T>& a) : window_(a) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan = window_.plan(input);
    plan.reads_input = true;
    plan.reads_output = true;
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    window_.walk(
        x.batch() * x.shape[1], [&](std::int64_t out) { y[out] = -std::numeric_limits<T>::infinity(); },
        [&](std::int64_t out, std::int64_t in) {
          if (x[in] > y[out] || x[in] != x[in]) y[out] = x[in];
        });
  }

  void backward(assay::Pass<T>&, assay::ConstView<T> x, assay::ConstView<T> y, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    std::fill_n(dx.data, dx.size(), T(0));
    bool open = false;
    window_.walk(
        x.batch() * x.shape[1], [&](std::int64_t) { open = true; },
        [&](std::int64_t out, std::int64_t in) {
          if (!open || x[in] != y[out]) return;
          dx[in] += dy[out];
          open = false;
        });
  }

 private:
  assay::PoolingWindow window_;
};
ASSAY_LAYER(MaxPool2d, "max_pool2d", "the largest number under each window: [N,C,H,W] -> [N,C,H',W']",
            ASSAY_POOLING_PARAMETERS)
