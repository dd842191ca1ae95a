// layer_norm: y = weight (x - mean) / sqrt(variance + eps) + bias, with mean and variance (biased) over the last `axes`
// axes of each sample or step. Ba, Kiros & Hinton 2016, arXiv:1607.06450; PyTorch's LayerNorm of these axes. weight and
// bias have the shape of what is normalised.
#include <assay/layer.hpp>

#include "detail/normalisation.hpp"

template <class T>
class LayerNorm final : public assay::Layer<T> {
 public:
  explicit LayerNorm(const assay::Arguments<T>& a)
      : eps_(static_cast<T>(a.real("eps"))), axes_(a.integer("axes")), affine_(a.boolean("affine")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (axes_ >= input.rank())
      throw assay::Error("axes " + std::to_string(axes_) + " is too many for " + to_string(input, true));
    const assay::Shape normal = input.from(input.rank() - static_cast<int>(axes_));
    row_ = normal.size();
    assay::Plan plan{.output = input};
    if (affine_) {
      plan.parameters.push_back({"weight", normal, assay::Initial::constant(1)});
      plan.parameters.push_back({"bias", normal, assay::Initial::constant(0)});
    }
    plan.saved = static_cast<std::size_t>(2 * input.size() / row_);
    plan.operations = 5.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for (std::int64_t row = 0; row < x.size() / row_; ++row) {
      const T* in = x.data + row * row_;
      const auto moments = assay::moments_of(in, static_cast<T>(row_), eps_, each());
      keep(pass, row) = moments.mean, keep(pass, row, 1) = moments.inverse;
      for (std::int64_t i = 0; i < row_; ++i)
        y[row * row_ + i] =
            (in[i] - moments.mean) * moments.inverse * weight(pass, i) + (affine_ ? pass.parameters[1][i] : T(0));
    }
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    for (std::int64_t row = 0; row < x.size() / row_; ++row) {
      const assay::Moments<T> moments{keep(pass, row), keep(pass, row, 1)};
      const T *in = x.data + row * row_, *up = dy.data + row * row_;
      if (affine_ && !dparameters.empty())
        for (std::int64_t i = 0; i < row_; ++i) {
          dparameters[0][i] += up[i] * (in[i] - moments.mean) * moments.inverse;
          dparameters[1][i] += up[i];
        }
      if (dx)
        assay::through_moments(moments, in, up, dx.data + row * row_, static_cast<T>(row_), each(),
                               [&](std::int64_t i) { return weight(pass, i); });
    }
  }

 private:
  auto each() const {
    return [row = row_](auto body) {
      for (std::int64_t i = 0; i < row; ++i) body(i);
    };
  }
  T weight(const assay::Pass<T>& pass, std::int64_t i) const { return affine_ ? pass.parameters[0][i] : T(1); }
  T& keep(const assay::Pass<T>& pass, std::int64_t row, std::int64_t which = 0) const {
    return pass.saved[static_cast<std::size_t>(2 * row + which)];
  }

  T eps_;
  std::int64_t axes_, row_ = 1;
  bool affine_;
};
ASSAY_LAYER(LayerNorm, "layer_norm", "y = weight (x - mean) / sqrt(variance + eps) + bias, over the last axes",
            assay::real("eps", 1e-5, "keeps the quotient finite", assay::positive),
            assay::integer("axes", 1, "how many axes, from the last, are normalised together", assay::at_least(1)),
            assay::boolean("affine", true, "learn weight and bias"))
