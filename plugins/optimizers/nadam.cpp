// nadam: Adam with Nesterov's look ahead (Dozat 2016, "Incorporating Nesterov Momentum into Adam"), as PyTorch
// documents its NAdam:
//   g += weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
//   mu(t) = beta1 (1 - 0.96^(t momentum_decay) / 2),  P(t) = mu(1) mu(2) ... mu(t)
//   w -= lr [(1 - mu(t)) / (1 - P(t)) g + mu(t+1) / (1 - P(t+1)) m] / (sqrt(v / (1 - beta2^t)) + eps)
// (PyTorch 1.13 multiplies P(t+1) with mu(t) once too often; later versions do as documented.)
#include <array>
#include <cmath>

#include <assay/ivdep.hpp>

#include "detail/moments.hpp"

/// P(t) without a loop over t, as an optimizer holds no state: ln(1 - x/2) is a power series in x, and the powers of
/// x = q^i, q = 0.96^momentum_decay, sum up over i = 1 .. t as geometric series. 60 terms leave 2^-60.
static double product_of_momenta(double beta1, double momentum_decay, double t) {
  const double log_q = momentum_decay * std::log(0.96);
  double sum = 0, half = 1;
  for (int k = 1; k <= 60; ++k) {
    half /= 2;
    const double x = k * log_q;
    const double powers = x == 0 ? t : std::exp(x) * std::expm1(t * x) / std::expm1(x);
    sum -= half / k * powers;
  }
  return std::exp(t * std::log(beta1) + sum);
}

template <class T>
class NAdam final : public assay::Optimizer<T> {
 public:
  explicit NAdam(const assay::Arguments<T>& a) : parameters_(a), momentum_decay_(a.real("momentum_decay")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_avg_sq"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const auto t = static_cast<double>(step.count);
    const double rate = parameters_.lr * step.rate_factor;
    const T now = static_cast<T>(rate * (1 - momentum(t)) / (1 - product(t)));
    const T ahead = static_cast<T>(rate * momentum(t + 1) / (1 - product(t + 1)));
    const T root = static_cast<T>(parameters_.root_correction(step));
    const assay::Moments<T> moments(parameters_, step);
    T *weight = w.data(), *m = slots[0], *v = slots[1];
    const T* gradient = g.data();
    const std::size_t n = w.size();
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = moments.penalised(gradient[i], weight[i]);
      moments.remember(gi, m[i], v[i]);
      weight[i] -= (now * gi + ahead * m[i]) / (assay::sqrt(v[i]) * root + moments.eps);
    }
  }

 private:
  double product(double t) const { return product_of_momenta(parameters_.beta1, momentum_decay_, t); }
  double momentum(double t) const { return parameters_.beta1 * (1 - 0.5 * std::pow(0.96, t * momentum_decay_)); }

  assay::MomentParameters parameters_;
  double momentum_decay_;
};
ASSAY_OPTIMIZER(NAdam, "nadam", "adam that looks ahead along its momentum (Nesterov)",
                assay::real("lr", 0.002, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)),
                assay::real("momentum_decay", 0.004, "how fast the momentum rises from beta1 / 2 to beta1",
                            assay::at_least(0)))
