#include "train/objective.hpp"

#include <algorithm>
#include <array>

#include <assay/math.hpp>

namespace assay::train {
namespace {

constexpr std::array kWasserstein{real("clip", 0.01, "largest weight of the critic", positive)};

/// The order is that of Objective::Rule, without `loss`.
constexpr std::array kNames{"non_saturating", "minimax", "least_squares", "hinge", "wasserstein"};

/// A term of an objective and its derivative by y.
template <class T>
struct Term {
  T value, slope;
};

/// Mean of `term` over all judgements.
template <class T, class F>
double mean(ConstView<T> y, View<T> dy, F term) {
  const T share = T(1) / static_cast<T>(y.size());
  double sum = 0;
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const Term<T> one = term(y[i]);
    sum += static_cast<double>(one.value);
    dy[i] = share * one.slope;
  }
  return sum / static_cast<double>(y.size());
}

/// sign * softplus(inner * y)
template <class T>
double log_term(ConstView<T> y, View<T> dy, T inner, T sign = T(1)) {
  return mean(y, dy, [=](T x) -> Term<T> { return {sign * softplus(inner * x), sign * inner * sigmoid(inner * x)}; });
}

template <class T>
double square_term(ConstView<T> y, View<T> dy, T wanted) {
  return mean(y, dy, [=](T x) -> Term<T> { return {(x - wanted) * (x - wanted) / T(2), x - wanted}; });
}

/// max(0, 1 - side * y)
template <class T>
double hinge_term(ConstView<T> y, View<T> dy, T side) {
  return mean(y, dy, [=](T x) -> Term<T> {
    const T room = T(1) - side * x;
    return {room > T(0) ? room : room * T(0), room > T(0) ? -side : T(0)};  // nan shows
  });
}

template <class T>
double plain_term(ConstView<T> y, View<T> dy, T sign) {
  return mean(y, dy, [=](T x) -> Term<T> { return {sign * x, sign}; });
}

}  // namespace

std::vector<spec::Signature> objectives() {
  return {{"objective", kNames[0], "G: softplus(-y), which has a slope even where nothing is believed", {}},
          {"objective", kNames[1], "G: -softplus(y), the game's other side", {}},
          {"objective", kNames[2], "squares of y - 1 and y", {}},
          {"objective", kNames[3], "margins: max(0, 1 - y) and max(0, 1 + y); G: -y", {}},
          {"objective", kNames[4], "a critic with clipped weights: -y and y; G: -y", kWasserstein}};
}

template <class T>
typename Objective<T>::Rule Objective<T>::rule_of(const spec::Component& objective) {
  const auto found = std::find(kNames.begin(), kNames.end(), objective.name);
  return found == kNames.end() ? Rule::loss : static_cast<Rule>(1 + (found - kNames.begin()));
}

template <class T>
Objective<T>::Objective(const Job& job, std::int64_t batch) : rule_(rule_of(job.spec.train.adversarial.objective)) {
  if (rule_ == Rule::wasserstein) clip_ = static_cast<T>(job.spec.train.adversarial.objective.real("clip"));
  if (rule_ != Rule::loss) return;
  loss_ = job.registry.make<Loss, T>(job.spec.train.loss);
  targets_.resize(static_cast<std::size_t>(batch));
}

template <class T>
double Objective<T>::evaluate(Judged judged, ConstView<T> y, View<T> dy) {
  const T side = judged == Judged::made ? T(-1) : T(1);  // what the player to move wants of y: more or less
  switch (rule_) {
    case Rule::loss:
      std::fill_n(targets_.begin(), y.size(), judged == Judged::made ? T(0) : T(1));
      return loss_->evaluate(y, {targets_.data(), y.shape}, dy);
    case Rule::non_saturating:
      return log_term(y, dy, -side);
    case Rule::minimax:
      return judged == Judged::believed ? log_term(y, dy, T(1), T(-1)) : log_term(y, dy, -side);
    case Rule::least_squares:
      return square_term(y, dy, judged == Judged::made ? T(0) : T(1));
    case Rule::hinge:
      return judged == Judged::believed ? plain_term(y, dy, T(-1)) : hinge_term(y, dy, side);
    case Rule::wasserstein:
      return plain_term(y, dy, -side);
  }
  return 0;
}

template <class T>
void Objective<T>::limit(std::span<T> weights) const {
  if (clip_ == T(0)) return;
  for (T& weight : weights) weight = std::clamp(weight, -clip_, clip_);
}

template class Objective<float>;
template class Objective<double>;

}  // namespace assay::train
