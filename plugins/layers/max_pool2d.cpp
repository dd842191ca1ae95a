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
    assay::Plan plan = window_.template plan<T>(input);
    plan.reads_input = true;
    plan.reads_output = true;
    plan.scratch = static_cast<std::size_t>(window_.lanes(input));
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t lanes = window_.lanes(x.shape);
    window_.walk(
        x.shape, [&](std::int64_t out) { std::fill_n(y.data + out, lanes, -std::numeric_limits<T>::infinity()); },
        [&](std::int64_t out, std::int64_t in) { raise(x.data + in, y.data + out, lanes); });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T> y, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t lanes = window_.lanes(x.shape);
    T* const open = pass.scratch.data();  // 1 where the window's largest number is still to come
    std::fill_n(dx.data, dx.size(), T(0));
    window_.walk(
        x.shape, [&](std::int64_t) { std::fill_n(open, lanes, T(1)); },
        [&](std::int64_t out, std::int64_t in) {
          give(x.data + in, y.data + out, dy.data + out, open, dx.data + in, lanes);
        });
  }

 private:
  static void raise(const T* x, T* y, std::int64_t lanes) {
#pragma GCC ivdep
    for (std::int64_t i = 0; i < lanes; ++i) y[i] = x[i] > y[i] || x[i] != x[i] ? x[i] : y[i];
  }

  static void give(const T* x, const T* y, const T* dy, T* open, T* dx, std::int64_t lanes) {
#pragma GCC ivdep
    for (std::int64_t i = 0; i < lanes; ++i) {
      const bool found = x[i] == y[i] && open[i] != T(0);
      dx[i] += found ? dy[i] : T(0);
      open[i] = found ? T(0) : open[i];
    }
  }

  assay::PoolingWindow window_;
};
ASSAY_LAYER(MaxPool2d, "max_pool2d", "the largest number under each window: [N,C,H,W] -> [N,C,H',W']",
            ASSAY_POOLING_PARAMETERS)
