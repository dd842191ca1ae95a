// mask: tells the layers after it where each sequence of a padded batch ends: a sequence's own steps are those up to
// the last one with a number other than `value`, at least one. The numbers themselves pass unchanged, [N,T], [N,T,F].
// rnn, lstm, gru, last_step and the pools over time leave the rest out, as PyTorch's packed sequences do (Keras'
// Masking layer is alike, but also skips steps in the middle).
#include <algorithm>

#include <assay/layer.hpp>

template <class T>
class Mask final : public assay::Layer<T> {
 public:
  explicit Mask(const assay::Arguments<T>& a) : value_(static_cast<T>(a.real("value"))) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() != 2 && input.rank() != 3)
      throw assay::Error("expects sequences [N,T] or [N,T,F] but gets " + to_string(input, true));
    assay::Plan plan{.output = input};
    plan.reads_input = false;
    plan.in_place = true;
    plan.masks = true;
    plan.padding = static_cast<double>(value_);
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t steps = x.shape[1], features = x.sample_size() / steps;
    for (std::size_t n = 0; n < pass.lengths.size(); ++n)
      pass.lengths[n] =
          static_cast<T>(length_of(x.data + static_cast<std::int64_t>(n) * x.sample_size(), steps, features));
    if (y.data != x.data) std::copy_n(x.data, x.size(), y.data);
  }

  void backward(assay::Pass<T>&, assay::ConstView<T>, assay::ConstView<T>, assay::ConstView<T> dy, assay::View<T> dx,
                std::span<const assay::View<T>>) override {
    if (dx && dx.data != dy.data) std::copy_n(dy.data, dy.size(), dx.data);
  }

 private:
  std::int64_t length_of(const T* x, std::int64_t steps, std::int64_t features) const {
    const auto padding = [&](std::int64_t step) {
      return std::all_of(x + step * features, x + (step + 1) * features, [&](T number) { return number == value_; });
    };
    while (steps > 1 && padding(steps - 1)) --steps;
    return steps;
  }

  T value_;
};
ASSAY_LAYER(Mask, "mask", "steps at the end that hold only `value` are padding for the layers after it",
            assay::real("value", 0.0, "what padding consists of"))
