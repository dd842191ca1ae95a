// adagrad: Duchi, Hazan & Singer 2011, as PyTorch's Adagrad:
//   s += g^2;  w -= lr / (1 + (t - 1) lr_decay) g / (sqrt(s) + eps)
#include <array>

#include <assay/math.hpp>
#include <assay/optimizer.hpp>

template <class T>
class Adagrad final : public assay::Optimizer<T> {
 public:
  explicit Adagrad(const assay::Arguments<T>& a)
      : lr_(a.real("lr")), lr_decay_(a.real("lr_decay")), eps_(a.real("eps")), decay_(a.real("weight_decay")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"sum"};
    return names;
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const double slowed = lr_ * step.rate_factor / (1 + static_cast<double>(step.count - 1) * lr_decay_);
    const T rate = static_cast<T>(slowed), eps = static_cast<T>(eps_), decay = static_cast<T>(decay_);
    const T scale = static_cast<T>(step.gradient_scale);
    T* sum = slots[0];
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T gradient = scale * g[i] + decay * w[i];
      sum[i] += gradient * gradient;
      w[i] -= rate * gradient / (assay::sqrt(sum[i]) + eps);
    }
  }

 private:
  double lr_, lr_decay_, eps_, decay_;
};
ASSAY_OPTIMIZER(Adagrad, "adagrad", "w -= lr g / (sqrt(s) + eps), s the sum of g^2",
                assay::real("lr", 0.01, "learning rate", assay::positive),
                assay::real("lr_decay", 0.0, "slows the rate: lr / (1 + (t - 1) lr_decay)", assay::at_least(0)),
                assay::real("eps", 1e-10, "keeps the quotient finite", assay::positive),
                assay::real("weight_decay", 0.0, "L2 penalty: gradient += weight_decay w", assay::at_least(0)))
