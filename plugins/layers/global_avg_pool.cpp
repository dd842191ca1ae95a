// global_avg_pool: the mean of each channel, [N,C,H,W] -> [N,C]. Lin, Chen & Yan 2014, "Network in network",
// arXiv:1312.4400; PyTorch's AdaptiveAvgPool2d(1), flattened.
#include <algorithm>

#include <assay/ivdep.hpp>

#include "detail/planes.hpp"
#include "detail/window.hpp"

template <class T>
class GlobalAvgPool final : public assay::Layer<T> {
 public:
  explicit GlobalAvgPool(const assay::Arguments<T>&) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::expect_image(input);
    planes_ = assay::Planes::for_neighbours<T>(input);
    assay::Plan plan{.output = {input[0], input[1]}};
    plan.reads_input = false;
    plan.order = planes_.order();
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>&, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t side = lanes(x.batch()), points = planes_.points;
    const T share = T(1) / static_cast<T>(points);
    for (std::int64_t out = 0; out < y.size(); out += side) {
      std::fill_n(y.data + out, side, T(0));
      for (std::int64_t p = 0; p < points; ++p) add(T(1), x.data + out * points + p * side, y.data + out, side);
      for (std::int64_t i = out; i < out + side; ++i) y[i] *= share;
    }
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (!dx) return;
    const std::int64_t side = lanes(dy.batch()), points = planes_.points;
    const T share = T(1) / static_cast<T>(points);
    std::fill_n(dx.data, dx.size(), T(0));
    for (std::int64_t out = 0; out < dy.size(); out += side)
      for (std::int64_t p = 0; p < points; ++p) add(share, dy.data + out, dx.data + out * points + p * side, side);
  }

 private:
  /// Samples side by side in every point.
  std::int64_t lanes(std::int64_t batch) const { return planes_.batch_last ? batch : 1; }

  static void add(T factor, const T* from, T* to, std::int64_t lanes) {
    ASSAY_IVDEP
    for (std::int64_t i = 0; i < lanes; ++i) to[i] += factor * from[i];
  }

  assay::Planes planes_;
};
ASSAY_LAYER(GlobalAvgPool, "global_avg_pool", "the mean of each channel: [N,C,H,W] -> [N,C]")
