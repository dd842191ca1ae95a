// alpha_dropout: dropout for selu. In training each number becomes selu's limit for x to -infinity, -1.7581, with
// probability `rate`, and all are scaled and shifted so that mean 0 and variance 1 stay: y = a (kept ? x : limit) + b
// with a = 1 / sqrt((1 - rate) (1 + rate limit^2)), b = -a rate limit. Klambauer, Unterthiner, Mayr & Hochreiter 2017,
// arXiv:1706.02515; PyTorch's AlphaDropout.
#include <algorithm>
#include <cmath>

#include <assay/layer.hpp>

template <class T>
class AlphaDropout final : public assay::Layer<T> {
 public:
  explicit AlphaDropout(const assay::Arguments<T>& a)
      : rate_(a.real("rate")),
        scale_(static_cast<T>(1 / std::sqrt((1 - rate_) * (1 + rate_ * kLimit * kLimit)))),
        shift_(static_cast<T>(-static_cast<double>(scale_) * rate_ * kLimit)) {}

  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan{.output = input, .saved = static_cast<std::size_t>(input.size())};
    plan.reads_input = false;
    plan.in_place = true;
    plan.order = assay::Order::either;
    plan.operations = 2.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    if (!pass.training) {
      if (y.data != x.data) std::copy_n(x.data, x.size(), y.data);
      return;
    }
    assay::Random random = pass.random;
    const auto limit = static_cast<std::uint32_t>(rate_ * 0x1p32);
    for (std::int64_t i = 0; i < x.size(); ++i) {
      T& factor = pass.saved[static_cast<std::size_t>(i)];
      factor = random.bits() < limit ? T(0) : scale_;
      y[i] = (factor == T(0) ? scale_ * static_cast<T>(kLimit) : factor * x[i]) + shift_;
    }
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>>) override {
    if (!dx) return;
    for (std::int64_t i = 0; i < dx.size(); ++i)
      dx[i] = pass.training ? dy[i] * pass.saved[static_cast<std::size_t>(i)] : dy[i];
  }

 private:
  static constexpr double kLimit = -1.7580993408473766;  // -scale alpha of selu

  double rate_;
  T scale_, shift_;
};
ASSAY_LAYER(AlphaDropout, "alpha_dropout", "in training, selu's limit with probability rate; keeps mean and variance",
            assay::real("rate", 0.5, "share of numbers that are dropped", assay::from_below(0, 1)))
