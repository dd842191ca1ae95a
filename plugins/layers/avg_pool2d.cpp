// avg_pool2d: the mean under each window, channel by channel, [N,C,H,W] -> [N,C,H',W']. PyTorch's AvgPool2d (stride =
// size by default; padding counts as zeros that are part of the mean).
#include <algorithm>

#include <assay/ivdep.hpp>

#include "detail/pooling.hpp"

template <class T>
class AvgPool2d final : public assay::Layer<T> {
 public:
  explicit AvgPool2d(const assay::Arguments<T>& a) : window_(a) {}

  void expect_workers(int workers) override { window_.expect_workers(workers); }

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan = window_.template plan<T>(input);
    plan.reads_input = false;
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const T share = T(1) / static_cast<T>(window_.area());
    const std::int64_t lanes = window_.lanes(x.shape);
    window_.walk(pass.workers, x.shape, [&](std::int64_t out, std::span<const std::int64_t> under) {
      std::fill_n(y.data + out, lanes, T(0));
      for (const std::int64_t in : under) add(share, x.data + in, y.data + out, lanes);
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    const T share = T(1) / static_cast<T>(window_.area());
    const std::int64_t lanes = window_.lanes(dx.shape);
    std::fill_n(dx.data, dx.size(), T(0));
    window_.walk(pass.workers, dx.shape, [&](std::int64_t out, std::span<const std::int64_t> under) {
      for (const std::int64_t in : under) add(share, dy.data + out, dx.data + in, lanes);
    });
  }

 private:
  static void add(T share, const T* from, T* to, std::int64_t lanes) {
    ASSAY_IVDEP
    for (std::int64_t i = 0; i < lanes; ++i) to[i] += share * from[i];
  }

  assay::PoolingWindow window_;
};
ASSAY_LAYER(AvgPool2d, "avg_pool2d", "the mean under each window: [N,C,H,W] -> [N,C,H',W']", ASSAY_POOLING_PARAMETERS)
