#pragma once
/// What adam and its relatives share: their five parameters, and the fading means of the gradient and of its square,
///   g += weight_decay w;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
/// (Kingma & Ba 2015, arXiv:1412.6980). Not for optimizers that keep one mean only.

#include <cmath>

#include <assay/math.hpp>
#include <assay/optimizer.hpp>

namespace assay {

/// The parameters, as declared.
struct MomentParameters {
  double lr, beta1, beta2, eps, decay;

  template <class T>
  explicit MomentParameters(const Arguments<T>& a)
      : lr(a.real("lr")),
        beta1(a.real("beta1")),
        beta2(a.real("beta2")),
        eps(a.real("eps")),
        decay(a.real("weight_decay")) {}

  /// Learning rate that makes up for a mean that started from 0: lr / (1 - beta1^t).
  double corrected_rate(const Step& step) const {
    return lr * step.rate_factor / (1 - std::pow(beta1, static_cast<double>(step.count)));
  }
  /// By which sqrt(v) is multiplied for the same reason: 1 / sqrt(1 - beta2^t).
  double root_correction(const Step& step) const {
    return 1 / std::sqrt(1 - std::pow(beta2, static_cast<double>(step.count)));
  }
};

/// The same as numbers of the run's precision, for the loop over all weights.
template <class T>
struct Moments {
  T beta1, rest1, beta2, rest2, eps, decay, scale;

  Moments(const MomentParameters& p, const Step& step)
      : beta1(static_cast<T>(p.beta1)),
        rest1(static_cast<T>(1 - p.beta1)),
        beta2(static_cast<T>(p.beta2)),
        rest2(static_cast<T>(1 - p.beta2)),
        eps(static_cast<T>(p.eps)),
        decay(static_cast<T>(p.decay)),
        scale(static_cast<T>(step.gradient_scale)) {}

  /// The gradient of the loss with its L2 penalty.
  T penalised(T gradient, T weight) const { return scale * gradient + decay * weight; }
  void remember(T gradient, T& m, T& v) const {
    m = beta1 * m + rest1 * gradient;
    v = beta2 * v + rest2 * gradient * gradient;
  }
};

}  // namespace assay
