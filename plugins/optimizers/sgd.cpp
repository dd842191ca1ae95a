// sgd: gradient descent with momentum (Polyak 1964; Nesterov 1983; Sutskever, Martens, Dahl & Hinton 2013), as
// PyTorch's SGD:  g += weight_decay w;  v = momentum v + g (v = g at the first step);  w -= lr v, or with nesterov  w
// -= lr (g + momentum v).
#include <array>

#include <assay/optimizer.hpp>

template <class T>
class Sgd final : public assay::Optimizer<T> {
 public:
  explicit Sgd(const assay::Arguments<T>& a)
      : lr_(a.real("lr")),
        momentum_(static_cast<T>(a.real("momentum"))),
        decay_(static_cast<T>(a.real("weight_decay"))),
        nesterov_(a.boolean("nesterov")) {
    if (nesterov_ && momentum_ == T(0)) throw assay::Error("nesterov needs a momentum above 0");
  }

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"momentum_buffer"};
    return {names.data(), momentum_ == T(0) ? std::size_t{0} : names.size()};
  }

  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T rate = static_cast<T>(lr_ * step.rate_factor);
    const T scale = static_cast<T>(step.gradient_scale);
    if (slots.empty()) {
      for (std::size_t i = 0; i < w.size(); ++i) w[i] -= rate * (scale * g[i] + decay_ * w[i]);
      return;
    }
    T* v = slots[0];
    for (std::size_t i = 0; i < w.size(); ++i) {
      const T gradient = scale * g[i] + decay_ * w[i];
      v[i] = momentum_ * v[i] + gradient;
      w[i] -= rate * (nesterov_ ? gradient + momentum_ * v[i] : v[i]);
    }
  }

 private:
  double lr_;
  T momentum_, decay_;
  bool nesterov_;
};
ASSAY_OPTIMIZER(Sgd, "sgd", "w -= lr v, v = momentum v + gradient",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("momentum", 0.0, "share of the last direction that is kept", assay::from_below(0, 1)),
                assay::real("weight_decay", 0.0, "pull towards 0: gradient += weight_decay w", assay::at_least(0)),
                assay::boolean("nesterov", false, "look ahead along the momentum"))
