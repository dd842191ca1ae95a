// rmsprop: Tieleman & Hinton 2012, lecture 6.5, as PyTorch's RMSprop (not centred):
//   v = alpha v + (1 - alpha) g^2;  d = g / (sqrt(v) + eps);  w -= lr d,
// or with momentum  b = momentum b + d;  w -= lr b.
#include <array>

#include <assay/math.hpp>
#include <assay/optimizer.hpp>

template <class T>
class RmsProp final : public assay::Optimizer<T> {
 public:
  explicit RmsProp(const assay::Arguments<T>& a)
      : lr_(a.real("lr")),
        alpha_(a.real("alpha")),
        eps_(a.real("eps")),
        decay_(a.real("weight_decay")),
        momentum_(a.real("momentum")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"square_avg", "momentum_buffer"};
    return {names.data(), momentum_ == 0 ? std::size_t{1} : names.size()};
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T rate = static_cast<T>(lr_ * step.rate_factor), momentum = static_cast<T>(momentum_);
    const T alpha = static_cast<T>(alpha_), rest = static_cast<T>(1 - alpha_);
    const T eps = static_cast<T>(eps_), decay = static_cast<T>(decay_), scale = static_cast<T>(step.gradient_scale);
    T* v = slots[0];
    T* b = slots.size() > 1 ? slots[1] : nullptr;
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T gradient = scale * g[i] + decay * w[i];
      v[i] = alpha * v[i] + rest * gradient * gradient;
      T direction = gradient / (assay::sqrt(v[i]) + eps);
      if (b) direction = b[i] = momentum * b[i] + direction;
      w[i] -= rate * direction;
    }
  }

 private:
  double lr_, alpha_, eps_, decay_, momentum_;
};
ASSAY_OPTIMIZER(RmsProp, "rmsprop", "w -= lr g / (sqrt(v) + eps), v the mean of g^2",
                assay::real("lr", 0.01, "learning rate", assay::positive),
                assay::real("alpha", 0.99, "memory of the mean squared gradient", assay::from_below(0, 1)),
                assay::real("eps", 1e-8, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)),
                assay::real("momentum", 0.0, "share of the last direction that is kept", assay::from_below(0, 1)))
