// rprop: each weight has a step of its own, which grows while its gradient keeps its sign (Riedmiller & Braun 1993), as
// PyTorch's Rprop (without going back where the sign turns). For whole-batch gradients.
//   g g_before > 0: d = min(grow d, largest);  < 0: d = max(shrink d, smallest), g = 0;  w -= sign(g) d;  d = lr at
//   first
// A schedule scales the step that is taken, not d.
#include <algorithm>
#include <array>

#include <assay/ivdep.hpp>
#include <assay/optimizer.hpp>

template <class T>
class Rprop final : public assay::Optimizer<T> {
 public:
  explicit Rprop(const assay::Arguments<T>& a)
      : lr_(static_cast<T>(a.real("lr"))),
        shrink_(static_cast<T>(a.real("shrink"))),
        grow_(static_cast<T>(a.real("grow"))),
        smallest_(static_cast<T>(a.real("smallest"))),
        largest_(static_cast<T>(a.real("largest"))) {
    if (smallest_ > largest_) throw assay::Error("smallest is above largest");
  }

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"prev", "step_size"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T rate = static_cast<T>(step.rate_factor), scale = static_cast<T>(step.gradient_scale);
    T *weight = w.data(), *before = slots[0], *size = slots[1];
    const T* gradient = g.data();
    const T shrink = shrink_, grow = grow_, smallest = smallest_, largest = largest_;
    const std::size_t n = w.size();
    if (step.count == 1) std::fill_n(size, n, lr_);
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      T gi = scale * gradient[i];
      const T turn = gi * before[i];
      T d = size[i] * (turn > T(0) ? grow : turn < T(0) ? shrink : T(1));
      d = d < smallest ? smallest : d > largest ? largest : d;
      gi = turn < T(0) ? T(0) : gi;
      const T sign = gi > T(0) ? T(1) : gi < T(0) ? T(-1) : gi;  // 0 stays 0, and nan shows
      size[i] = d;
      before[i] = gi;
      weight[i] -= rate * sign * d;
    }
  }

 private:
  T lr_, shrink_, grow_, smallest_, largest_;
};
ASSAY_OPTIMIZER(Rprop, "rprop", "w -= sign(g) d, a step d for each weight that grows while g keeps its sign",
                assay::real("lr", 0.01, "the first step", assay::positive),
                assay::real("shrink", 0.5, "what d is multiplied with where g turns",
                            {.low = 0, .high = 1, .open_low = true, .open_high = true}),
                assay::real("grow", 1.2, "what d is multiplied with where g keeps its sign", assay::at_least(1)),
                assay::real("smallest", 1e-6, "least d", assay::positive),
                assay::real("largest", 50.0, "greatest d", assay::positive))
