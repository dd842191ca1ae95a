// dropout: in training each number is 0 with probability `rate` and divided by 1 - rate otherwise; at other times
// nothing happens. Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov 2014; inverted, as PyTorch's Dropout.
#include <algorithm>

#include <assay/layer.hpp>

template <class T>
class Dropout final : public assay::Layer<T> {
 public:
  explicit Dropout(const assay::Arguments<T>& a) : rate_(a.real("rate")) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan{.output = input, .saved = static_cast<std::size_t>(input.size())};
    plan.reads_input = false;
    plan.in_place = true;
    plan.order = assay::Order::either;
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    if (!pass.training) {
      if (y.data != x.data) std::copy_n(x.data, x.size(), y.data);
      return;
    }
    assay::Random random = pass.random;
    const T kept = static_cast<T>(1 / (1 - rate_));
    const auto limit = static_cast<std::uint32_t>(rate_ * 0x1p32);  // 32 random bits: the rate is met to 2^-32
    for (std::int64_t i = 0; i < x.size(); ++i) {
      T& factor = pass.saved[static_cast<std::size_t>(i)];
      factor = random.bits() < limit ? T(0) : kept;
      y[i] = x[i] * factor;
    }
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    for (std::int64_t i = 0; i < dx.size(); ++i)
      dx[i] = pass.training ? dy[i] * pass.saved[static_cast<std::size_t>(i)] : dy[i];
  }

 private:
  double rate_;
};
ASSAY_LAYER(Dropout, "dropout", "in training, y = x / (1 - rate) or 0 with probability rate",
            assay::real("rate", 0.5, "share of numbers that become 0", assay::from_below(0, 1)))
