// adadelta: steps in the weights' own unit (Zeiler 2012, arXiv:1212.5701), as PyTorch's Adadelta:
//   g += weight_decay w;  v = rho v + (1 - rho) g^2;  d = sqrt(u + eps) / sqrt(v + eps) g
//   u = rho u + (1 - rho) d^2;  w -= lr d
#include <array>

#include <assay/ivdep.hpp>
#include <assay/math.hpp>
#include <assay/optimizer.hpp>

template <class T>
class Adadelta final : public assay::Optimizer<T> {
 public:
  explicit Adadelta(const assay::Arguments<T>& a)
      : lr_(a.real("lr")), rho_(a.real("rho")), eps_(a.real("eps")), decay_(a.real("weight_decay")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"square_avg", "acc_delta"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T rate = static_cast<T>(lr_ * step.rate_factor), rho = static_cast<T>(rho_), rest = static_cast<T>(1 - rho_);
    const T eps = static_cast<T>(eps_), decay = static_cast<T>(decay_), scale = static_cast<T>(step.gradient_scale);
    T *weight = w.data(), *v = slots[0], *u = slots[1];
    const T* gradient = g.data();
    const std::size_t n = w.size();
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = scale * gradient[i] + decay * weight[i];
      v[i] = rho * v[i] + rest * gi * gi;
      const T delta = assay::sqrt(u[i] + eps) / assay::sqrt(v[i] + eps) * gi;
      u[i] = rho * u[i] + rest * delta * delta;
      weight[i] -= rate * delta;
    }
  }

 private:
  double lr_, rho_, eps_, decay_;
};
ASSAY_OPTIMIZER(Adadelta, "adadelta", "w -= lr sqrt(u) / sqrt(v) g, u and v the mean squares of steps and gradients",
                assay::real("lr", 1.0, "learning rate", assay::positive),
                assay::real("rho", 0.9, "memory of both mean squares", assay::from_below(0, 1)),
                assay::real("eps", 1e-6, "keeps the quotient finite and the first step from 0", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)))
