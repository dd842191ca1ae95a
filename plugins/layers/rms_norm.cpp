// rms_norm: y = weight x / sqrt(mean(x^2) + eps) over the last axis: layer_norm without the mean. Zhang & Sennrich
// 2019, "Root mean square layer normalization", arXiv:1910.07467. eps is float32's epsilon, as PyTorch's RMSNorm takes
// it.
#include <assay/layer.hpp>
#include <assay/math.hpp>

template <class T>
class RmsNorm final : public assay::Layer<T> {
 public:
  explicit RmsNorm(const assay::Arguments<T>& a) : eps_(static_cast<T>(a.real("eps"))), affine_(a.boolean("affine")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() < 2) throw assay::Error("expects [N,F] or [N,T,F] but gets " + to_string(input, true));
    row_ = input.back();
    assay::Plan plan{.output = input};
    if (affine_) plan.parameters.push_back({"weight", {row_}, assay::Initial::constant(1)});
    plan.saved = static_cast<std::size_t>(input.size() / row_);
    plan.operations = 4.0 * static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for (std::int64_t row = 0; row < x.size() / row_; ++row) {
      const T* in = x.data + row * row_;
      T squares = 0;
      for (std::int64_t i = 0; i < row_; ++i) squares += in[i] * in[i];
      const T inverse = T(1) / assay::sqrt(squares / static_cast<T>(row_) + eps_);
      pass.saved[static_cast<std::size_t>(row)] = inverse;
      for (std::int64_t i = 0; i < row_; ++i) y[row * row_ + i] = in[i] * inverse * weight(pass, i);
    }
  }

  /// With n = x inverse the normalised number, dx = inverse (g - n mean(g n)), g = dy weight.
  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    for (std::int64_t row = 0; row < x.size() / row_; ++row) {
      const T *in = x.data + row * row_, *up = dy.data + row * row_;
      const T inverse = pass.saved[static_cast<std::size_t>(row)];
      if (affine_ && !dparameters.empty())
        for (std::int64_t i = 0; i < row_; ++i) dparameters[0][i] += up[i] * in[i] * inverse;
      if (!dx) continue;
      T product = 0;
      for (std::int64_t i = 0; i < row_; ++i) product += up[i] * weight(pass, i) * in[i] * inverse;
      product /= static_cast<T>(row_);
      for (std::int64_t i = 0; i < row_; ++i)
        dx[row * row_ + i] = inverse * (up[i] * weight(pass, i) - in[i] * inverse * product);
    }
  }

 private:
  T weight(const assay::Pass<T>& pass, std::int64_t i) const { return affine_ ? pass.parameters[0][i] : T(1); }

  T eps_;
  bool affine_;
  std::int64_t row_ = 1;
};
ASSAY_LAYER(RmsNorm, "rms_norm", "y = weight x / sqrt(mean(x^2) + eps), over the last axis",
            assay::real("eps", 1.1920928955078125e-07, "keeps the quotient finite", assay::positive),
            assay::boolean("affine", true, "learn weight"))
