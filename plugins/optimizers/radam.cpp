// radam: Adam whose quotient waits until the variance of v is known well enough (Liu et al. 2020, arXiv:1908.03265), as
// PyTorch's RAdam:
//   g += weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
//   rho_inf = 2 / (1 - beta2) - 1;  rho = rho_inf - 2 t beta2^t / (1 - beta2^t)
//   rho > 5:  w -= lr r m / (1 - beta1^t) sqrt(1 - beta2^t) / (sqrt(v) + eps),
//             r^2 = (rho - 4) (rho - 2) rho_inf / ((rho_inf - 4) (rho_inf - 2) rho)
//   else:     w -= lr m / (1 - beta1^t)
#include <array>
#include <cmath>

#include <assay/math.hpp>
#include <assay/optimizer.hpp>

template <class T>
class RAdam final : public assay::Optimizer<T> {
 public:
  explicit RAdam(const assay::Arguments<T>& a)
      : lr_(a.real("lr")),
        beta1_(a.real("beta1")),
        beta2_(a.real("beta2")),
        eps_(a.real("eps")),
        decay_(a.real("weight_decay")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_avg_sq"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const auto t = static_cast<double>(step.count);
    const double power = std::pow(beta2_, t), longest = 2 / (1 - beta2_) - 1;
    const double length = longest - 2 * t * power / (1 - power);
    double rate = lr_ * step.rate_factor / (1 - std::pow(beta1_, t));
    if (length <= 5) return move<false>(step, rate, w, g.data(), slots);
    rate *= std::sqrt((1 - power) * (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
    move<true>(step, rate, w, g.data(), slots);
  }

 private:
  template <bool kRectified>
  void move(const assay::Step& step, double rate, std::span<T> w, const T* gradient, std::span<T* const> slots) const {
    const T size = static_cast<T>(rate);
    const T beta1 = static_cast<T>(beta1_), rest1 = static_cast<T>(1 - beta1_);
    const T beta2 = static_cast<T>(beta2_), rest2 = static_cast<T>(1 - beta2_);
    const T eps = static_cast<T>(eps_), decay = static_cast<T>(decay_), scale = static_cast<T>(step.gradient_scale);
    T *weight = w.data(), *m = slots[0], *v = slots[1];
    const std::size_t n = w.size();
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = scale * gradient[i] + decay * weight[i];
      m[i] = beta1 * m[i] + rest1 * gi;
      v[i] = beta2 * v[i] + rest2 * gi * gi;
      weight[i] -= kRectified ? size * m[i] / (assay::sqrt(v[i]) + eps) : size * m[i];
    }
  }

  double lr_, beta1_, beta2_, eps_, decay_;
};
ASSAY_OPTIMIZER(RAdam, "radam", "adam whose quotient waits until v is known well enough",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)))
