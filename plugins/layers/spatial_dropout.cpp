// spatial_dropout: in training whole channels are 0 with probability `rate` and divided by 1 - rate otherwise; at other
// times nothing happens. Neighbouring pixels are so alike that dropping them one by one hides little. Tompson,
// Goroshin, Jain, LeCun & Bregler 2015, arXiv:1411.4280; PyTorch's Dropout2d. In a sequence a feature goes at all
// steps.
#include <algorithm>

#include "detail/planes.hpp"

template <class T>
class SpatialDropout final : public assay::Layer<T> {
 public:
  explicit SpatialDropout(const assay::Arguments<T>& a) : rate_(a.real("rate")) {}

  assay::Plan plan(const assay::Shape& input) override {
    planes_ = assay::Planes::for_neighbours<T>(input);
    assay::Plan plan{.output = input, .saved = static_cast<std::size_t>(input[0] * planes_.channels)};
    plan.reads_input = false;
    plan.in_place = true;
    plan.order = planes_.order();
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    if (pass.training) draw(pass, x.batch());
    scale(pass, x.batch(), x.data, y.data);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (dx) scale(pass, dy.batch(), dy.data, dx.data);
  }

 private:
  void draw(assay::Pass<T>& pass, std::int64_t n) const {
    assay::Random random = pass.random;
    const T kept = static_cast<T>(1 / (1 - rate_));
    const auto limit = static_cast<std::uint32_t>(rate_ * 0x1p32);
    for (std::int64_t i = 0; i < n * planes_.channels; ++i)
      pass.saved[static_cast<std::size_t>(i)] = random.bits() < limit ? T(0) : kept;
  }

  void scale(const assay::Pass<T>& pass, std::int64_t n, const T* from, T* to) const {
    planes_.each(n, [&](std::int64_t i, std::int64_t c, std::int64_t first, std::int64_t step) {
      const T factor = pass.training ? pass.saved[static_cast<std::size_t>(i * planes_.channels + c)] : T(1);
      for (std::int64_t p = 0; p < planes_.points; ++p) to[first + p * step] = factor * from[first + p * step];
    });
  }

  double rate_;
  assay::Planes planes_;
};
ASSAY_LAYER(SpatialDropout, "spatial_dropout", "in training, whole channels are 0 with probability rate",
            assay::real("rate", 0.5, "share of channels that become 0", assay::from_below(0, 1)))
