// radam: Adam whose quotient waits until the variance of v is known well enough (Liu et al. 2020, arXiv:1908.03265), as
// PyTorch's RAdam:
//   g += weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
//   rho_inf = 2 / (1 - beta2) - 1;  rho = rho_inf - 2 t beta2^t / (1 - beta2^t)
//   rho > 5:  w -= lr r m / (1 - beta1^t) sqrt(1 - beta2^t) / (sqrt(v) + eps),
//             r^2 = (rho - 4) (rho - 2) rho_inf / ((rho_inf - 4) (rho_inf - 2) rho)
//   else:     w -= lr m / (1 - beta1^t)
#include <array>
#include <cmath>

#include <assay/ivdep.hpp>

#include "detail/moments.hpp"

template <class T>
class RAdam final : public assay::Optimizer<T> {
 public:
  explicit RAdam(const assay::Arguments<T>& a) : parameters_(a) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_avg_sq"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const auto t = static_cast<double>(step.count);
    const double power = std::pow(parameters_.beta2, t), longest = 2 / (1 - parameters_.beta2) - 1;
    const double length = longest - 2 * t * power / (1 - power);
    double rate = parameters_.corrected_rate(step);
    if (length <= 5) return move<false>(step, rate, w, g.data(), slots);
    rate *= std::sqrt((1 - power) * (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
    move<true>(step, rate, w, g.data(), slots);
  }

 private:
  template <bool kRectified>
  void move(const assay::Step& step, double rate, std::span<T> w, const T* gradient, std::span<T* const> slots) const {
    const T size = static_cast<T>(rate);
    const assay::Moments<T> moments(parameters_, step);
    T *weight = w.data(), *m = slots[0], *v = slots[1];
    const std::size_t n = w.size();
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = moments.penalised(gradient[i], weight[i]);
      moments.remember(gi, m[i], v[i]);
      weight[i] -= kRectified ? size * m[i] / (assay::sqrt(v[i]) + moments.eps) : size * m[i];
    }
  }

  assay::MomentParameters parameters_;
};
ASSAY_OPTIMIZER(RAdam, "radam", "adam whose quotient waits until v is known well enough",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)))
