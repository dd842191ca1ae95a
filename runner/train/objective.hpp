#pragma once
/// What the two players of adversarial training want: a loss of the discriminator's judgement y of real and of made-up
/// samples, and one of the generator for the same judgement of what it made.
///
///   non_saturating  D: softplus(-y) + softplus(y)     G: softplus(-y)    Goodfellow et al. 2014, arXiv:1406.2661
///   minimax         D: softplus(-y) + softplus(y)     G: -softplus(y)    the same, equation 1
///   least_squares   D: (y - 1)^2 / 2 + y^2 / 2        G: (y - 1)^2 / 2   Mao et al. 2017, arXiv:1611.04076
///   hinge           D: max(0, 1 - y) + max(0, 1 + y)  G: -y              Lim & Ye 2017, arXiv:1705.02894
///   wasserstein     D: -y + y, weights within +-clip  G: -y              Arjovsky et al. 2017, arXiv:1701.07875
///
/// Left to right: D of real samples, D of made-up ones. Without an objective the experiment's loss is taken, against
/// targets 1 (real) and 0 (made up), and 1 where the generator wants to be believed.

#include <memory>
#include <span>
#include <vector>

#include <assay/loss.hpp>
#include <assay/tensor.hpp>

#include "train/job.hpp"

namespace assay::train {

/// The objectives there are (kind "objective").
std::vector<spec::Signature> objectives();

/// Whose judgement it is and who wants something of it.
enum class Judged {
  real,      ///< the discriminator's, of data
  made,      ///< the discriminator's, of samples
  believed,  ///< the generator's, of its own samples
};

template <class T>
class Objective {
 public:
  /// For batches of at most `batch` judgements.
  Objective(const Job& job, std::int64_t batch);

  /// [step: no allocation] The mean over the batch; overwrites dy with its gradient. `y` is [N,1].
  double evaluate(Judged judged, ConstView<T> y, View<T> dy);

  /// [step: no allocation] Keeps a critic's weights within bounds, where the objective has any.
  void limit(std::span<T> weights) const;

 private:
  enum class Rule { loss, non_saturating, minimax, least_squares, hinge, wasserstein };

  static Rule rule_of(const spec::Component& objective);

  Rule rule_;
  T clip_ = 0;
  std::unique_ptr<Loss<T>> loss_;  ///< of Rule::loss
  std::vector<T> targets_;
};

extern template class Objective<float>;
extern template class Objective<double>;

}  // namespace assay::train
