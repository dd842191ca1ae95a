// drop_path: in training a whole sample is 0 with probability `rate` and divided by 1 - rate otherwise; at other times
// nothing happens. At the end of a residual's layers it leaves them out for some samples: Huang, Sun, Liu, Sedra &
// Weinberger 2016, "Deep networks with stochastic depth", arXiv:1603.09382.
#include "detail/planes.hpp"

template <class T>
class DropPath final : public assay::Layer<T> {
 public:
  explicit DropPath(const assay::Arguments<T>& a) : rate_(a.real("rate")) {}

  assay::Plan plan(const assay::Shape& input) override {
    planes_ = assay::Planes::for_neighbours<T>(input);
    assay::Plan plan{.output = input, .saved = static_cast<std::size_t>(input[0])};
    plan.reads_input = false;
    plan.in_place = true;
    plan.order = planes_.order();
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    assay::Random random = pass.random;
    for (std::int64_t n = 0; n < x.batch(); ++n)
      pass.saved[static_cast<std::size_t>(n)] = !pass.training             ? T(1)
                                                : random.uniform() < rate_ ? T(0)
                                                                           : static_cast<T>(1 / (1 - rate_));
    multiply(pass, x, y);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (dx) multiply(pass, dy, dx);
  }

 private:
  void multiply(const assay::Pass<T>& pass, assay::ConstView<T> from, assay::View<T> to) const {
    planes_.each(from.batch(), [&](std::int64_t n, std::int64_t, std::int64_t first, std::int64_t step) {
      const T factor = pass.saved[static_cast<std::size_t>(n)];
      for (std::int64_t p = 0; p < planes_.points; ++p) to[first + p * step] = factor * from[first + p * step];
    });
  }

  double rate_;
  assay::Planes planes_;
};
ASSAY_LAYER(DropPath, "drop_path", "in training, whole samples are 0 with probability rate",
            assay::real("rate", 0.1, "share of samples that become 0", assay::from_below(0, 1)))
