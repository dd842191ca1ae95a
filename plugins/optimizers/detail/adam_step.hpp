#pragma once
/// The step of adam and adamw, which differ in what weight decay does:
///   adam:   it is added to the gradient and passes through the moments
///   adamw:  w -= lr weight_decay w, by itself
///   w -= lr / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + eps)
/// With amsgrad (Reddi, Kale & Kumar 2018, arXiv:1904.09237) the largest v so far stands for v in the quotient.

#include <array>

#include <assay/ivdep.hpp>

#include "moments.hpp"

namespace assay {

template <class T, bool kDecoupled>
class AdamStep : public Optimizer<T> {
 public:
  explicit AdamStep(const Arguments<T>& a) : parameters_(a), amsgrad_(a.boolean("amsgrad")) {}

  std::span<const char* const> slots() const override {
    static constexpr std::array names{"exp_avg", "exp_avg_sq", "max_exp_avg_sq"};
    return {names.data(), amsgrad_ ? std::size_t{3} : std::size_t{2}};
  }

  void step(const Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    if (amsgrad_)
      move<true>(step, w, g.data(), slots[0], slots[1], slots[2]);
    else
      move<false>(step, w, g.data(), slots[0], slots[1], nullptr);
  }

 private:
  template <bool kKeepsLargest>
  void move(const Step& step, std::span<T> w, const T* gradient, T* m, T* v, T* largest) const {
    const Moments<T> moments(parameters_, step);
    const T size = static_cast<T>(parameters_.corrected_rate(step));
    const T root = static_cast<T>(parameters_.root_correction(step));
    const T keep = static_cast<T>(1 - parameters_.lr * step.rate_factor * parameters_.decay);
    T* weight = w.data();
    const std::size_t n = w.size();
    ASSAY_IVDEP
    for (std::size_t i = 0; i < n; ++i) {
      const T gi = kDecoupled ? moments.scale * gradient[i] : moments.penalised(gradient[i], weight[i]);
      moments.remember(gi, m[i], v[i]);
      T spread = v[i];
      if constexpr (kKeepsLargest) spread = largest[i] = largest[i] > v[i] ? largest[i] : v[i];
      const T shift = size * m[i] / (assay::sqrt(spread) * root + moments.eps);
      weight[i] = (kDecoupled ? keep * weight[i] : weight[i]) - shift;
    }
  }

  MomentParameters parameters_;
  bool amsgrad_;
};

}  // namespace assay
