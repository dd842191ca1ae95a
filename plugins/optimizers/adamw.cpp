// adamw: Loshchilov & Hutter 2019, arXiv:1711.05101, as PyTorch's AdamW: the decay shrinks the weights by itself and
// does not pass through the moments:
//   w -= lr weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
//   w -= lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + eps)
// With amsgrad (Reddi, Kale & Kumar 2018, arXiv:1904.09237) the largest v so far stands for v in the quotient.
#include <array>
#include <cmath>

#include <assay/math.hpp>
#include <assay/optimizer.hpp>

template <class T>
class AdamW final : public assay::Optimizer<T> {
 public:
  explicit AdamW(const assay::Arguments<T>& a)
      : lr_(a.real("lr")),
        beta1_(a.real("beta1")),
        beta2_(a.real("beta2")),
        eps_(a.real("eps")),
        decay_(a.real("weight_decay")),
        amsgrad_(a.boolean("amsgrad")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_avg_sq", "max_exp_avg_sq"};
    return {names.data(), amsgrad_ ? std::size_t{3} : std::size_t{2}};
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    if (amsgrad_)
      move<true>(step, w, g.data(), slots[0], slots[1], slots[2]);
    else
      move<false>(step, w, g.data(), slots[0], slots[1], nullptr);
  }

 private:
  template <bool kKeepsLargest>
  void move(const assay::Step& step, std::span<T> w, const T* gradient, T* m, T* v, T* largest) const {
    const auto t = static_cast<double>(step.count);
    const T size = static_cast<T>(lr_ * step.rate_factor / (1 - std::pow(beta1_, t)));
    const T root = static_cast<T>(1 / std::sqrt(1 - std::pow(beta2_, t)));
    const T beta1 = static_cast<T>(beta1_), rest1 = static_cast<T>(1 - beta1_);
    const T beta2 = static_cast<T>(beta2_), rest2 = static_cast<T>(1 - beta2_);
    const T keep = static_cast<T>(1 - lr_ * step.rate_factor * decay_);
    const T eps = static_cast<T>(eps_), scale = static_cast<T>(step.gradient_scale);
    T* weight = w.data();
    const std::size_t n = w.size();
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = scale * gradient[i];
      m[i] = beta1 * m[i] + rest1 * gi;
      v[i] = beta2 * v[i] + rest2 * gi * gi;
      T spread = v[i];
      if constexpr (kKeepsLargest) spread = largest[i] = largest[i] > v[i] ? largest[i] : v[i];
      weight[i] = keep * weight[i] - size * m[i] / (assay::sqrt(spread) * root + eps);
    }
  }

  double lr_, beta1_, beta2_, eps_, decay_;
  bool amsgrad_;
};
ASSAY_OPTIMIZER(AdamW, "adamw", "w -= lr (m / (sqrt(v) + eps) + weight_decay w), m and v as adam's",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.01, "share by which lr = 1 shrinks w every step", assay::at_least(0)),
                assay::boolean("amsgrad", false, "divide by the largest v so far"))
