// lion: Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms", arXiv:2302.06675, algorithm 2:
//   c = beta1 m + (1 - beta1) g;  w -= lr (sign(c) + weight_decay w);  m = beta2 m + (1 - beta2) g
// The paper uses a rate 3 to 10 times smaller than adamw's, and a decay as many times larger.
#include <array>

#include <assay/ivdep.hpp>
#include <assay/optimizer.hpp>

template <class T>
class Lion final : public assay::Optimizer<T> {
 public:
  explicit Lion(const assay::Arguments<T>& a)
      : lr_(a.real("lr")), beta1_(a.real("beta1")), beta2_(a.real("beta2")), decay_(a.real("weight_decay")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T rate = static_cast<T>(lr_ * step.rate_factor);
    const T keep = static_cast<T>(1 - lr_ * step.rate_factor * decay_);
    const T beta1 = static_cast<T>(beta1_), rest1 = static_cast<T>(1 - beta1_);
    const T beta2 = static_cast<T>(beta2_), rest2 = static_cast<T>(1 - beta2_);
    const T scale = static_cast<T>(step.gradient_scale);
    T *weight = w.data(), *m = slots[0];
    const T* gradient = g.data();
    const std::size_t n = w.size();
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = scale * gradient[i];
      const T c = beta1 * m[i] + rest1 * gi;
      const T sign = c > T(0) ? T(1) : c < T(0) ? T(-1) : c;  // 0 stays 0, and nan shows
      m[i] = beta2 * m[i] + rest2 * gi;
      weight[i] = keep * weight[i] - rate * sign;
    }
  }

 private:
  double lr_, beta1_, beta2_, decay_;
};
ASSAY_OPTIMIZER(Lion, "lion", "w -= lr (sign(beta1 m + (1 - beta1) g) + weight_decay w), m the mean of g",
                assay::real("lr", 1e-4, "learning rate", assay::positive),
                assay::real("beta1", 0.9, "share of the mean in the direction", assay::from_below(0, 1)),
                assay::real("beta2", 0.99, "memory of the mean gradient", assay::from_below(0, 1)),
                assay::real("weight_decay", 0.0, "share by which lr = 1 shrinks w every step", assay::at_least(0)))
