// adamax: Adam with the largest gradient in place of the mean square (Kingma & Ba 2015, arXiv:1412.6980, section 7.1),
// as PyTorch's Adamax:
//   g += weight_decay w;  m = beta1 m + (1 - beta1) g;  u = max(beta2 u, |g| + eps);  w -= lr / (1 - beta1^t) m / u
#include <array>

#include <assay/ivdep.hpp>

#include "detail/moments.hpp"

template <class T>
class Adamax final : public assay::Optimizer<T> {
 public:
  explicit Adamax(const assay::Arguments<T>& a) : parameters_(a) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_inf"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T size = static_cast<T>(parameters_.corrected_rate(step));
    const assay::Moments<T> moments(parameters_, step);
    T *weight = w.data(), *m = slots[0], *u = slots[1];
    const T* gradient = g.data();
    const std::size_t n = w.size();
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = moments.penalised(gradient[i], weight[i]);
      const T faded = moments.beta2 * u[i], now = assay::abs(gi) + moments.eps;
      m[i] = moments.beta1 * m[i] + moments.rest1 * gi;
      u[i] = faded > now ? faded : now;
      weight[i] -= size * m[i] / u[i];
    }
  }

 private:
  assay::MomentParameters parameters_;
};
ASSAY_OPTIMIZER(Adamax, "adamax", "w -= lr m / u, m the bias-corrected mean of g, u its fading maximum",
                assay::real("lr", 0.002, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("beta2", 0.999, "memory of the largest gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)))
