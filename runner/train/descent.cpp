#include "train/descent.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <assay/workers.hpp>

namespace assay::train {
namespace {

/// Weights that an optimizer moves in one call: few enough that all it reads stays in the second-level cache until the
/// gradient is cleared, and many enough that calls do not count.
constexpr std::size_t kBlock = 1 << 14;
/// About what moving a weight costs, in the currency of share().
constexpr double kOperations = 10;

/// Sum of squares, in 16 lanes of a fixed order: vector code, and the same bits everywhere.
template <class T>
double squares_of(std::span<const T> vector) {
  constexpr std::size_t kLanes = 16;
  std::array<double, kLanes> sums{};
  std::size_t i = 0;
  for (; i + kLanes <= vector.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double g = static_cast<double>(vector[i + lane]);
      sums[lane] += g * g;
    }
  double total = 0;
  for (; i < vector.size(); ++i) total += static_cast<double>(vector[i]) * static_cast<double>(vector[i]);
  for (const double sum : sums) total += sum;
  return total;
}

}  // namespace

template <class T>
Descent<T>::Descent(model::Network<T>& network, const registry::Registry& registry, const spec::Component& optimizer,
                    const spec::TrainSpec& train, const std::string& prefix, bool measure_norm)
    : network_(network),
      clip_(train.clip),
      measure_norm_(measure_norm),
      decay_(train.average),
      average_(averages() ? network.weights().size() : 0) {
  const auto extents = network.extents();
  const Division division = divide(extents, prefix, optimizer, train.groups);
  lay_out(division, registry, optimizer);
  if (!division.frozen.empty()) network.freeze(division.frozen);
}

template <class T>
void Descent<T>::lay_out(const Division& division, const registry::Registry& registry,
                         const spec::Component& optimizer) {
  for (const auto& component : division.optimizers) {
    optimizers_.push_back(registry.make<Optimizer, T>(component));
    if (optimizers_.back()->slots().size() != optimizers_.front()->slots().size())
      throw Failure(ExitCode::experiment, to_string(optimizer.place) + ": a group changes what optimizer '" +
                                              optimizer.name + "' remembers of a weight; give all weights the same");
  }
  for (std::size_t i = 0; i < optimizers_.front()->slots().size(); ++i) slots_.emplace_back(network_.weights().size());
  for (const auto& piece : division.pieces)
    for (std::size_t begin = piece.begin, end = begin + piece.size; begin < end; begin += kBlock) {
      std::vector<T*> slots;
      for (const auto& slot : slots_) slots.push_back(slot.at(begin));
      moves_.push_back(
          {optimizers_[piece.optimizer].get(), begin, std::min(kBlock, end - begin), piece.rate, std::move(slots)});
    }
}

template <class T>
double Descent<T>::norm() const {
  double squares = 0;
  for (const auto& move : moves_) squares += squares_of<T>(network_.gradients().subspan(move.begin, move.size));
  return std::sqrt(squares);
}

template <class T>
void Descent<T>::update(double rate_factor) {
  Step step{.count = ++steps_};
  const bool by_norm = clip_.rule == spec::Clip::Rule::norm;
  if (measure_norm_ || by_norm) norm_ = norm();
  // As torch.nn.utils.clip_grad_norm_: the factor is limit / (norm + 1e-6), and never above 1.
  if (by_norm) step.gradient_scale = std::min(1.0, clip_.limit / (norm_ + 1e-6));
  if (clip_.rule == spec::Clip::Rule::value) {
    const T limit = static_cast<T>(clip_.limit);
    for (T& g : network_.gradients()) g = std::clamp(g, -limit, limit);
  }
  const double operations = kOperations * static_cast<double>(network_.weights().size());
  share(network_.workers(), static_cast<std::int64_t>(moves_.size()), 1, operations,
        [&](int, std::int64_t first, std::int64_t last) {
          for (std::int64_t i = first; i < last; ++i) take(moves_[static_cast<std::size_t>(i)], step, rate_factor);
        });
  if (averages()) follow_average();
}

template <class T>
void Descent<T>::take(const Move& move, Step step, double rate_factor) {
  const auto gradient = network_.gradients().subspan(move.begin, move.size);
  step.rate_factor = rate_factor * move.rate;
  move.optimizer->step(step, network_.weights().subspan(move.begin, move.size), gradient, move.slots);
  std::ranges::fill(gradient, T(0));
}

template <class T>
void Descent<T>::follow_average() {
  const std::span<const T> weights = network_.weights();
  const T keep = steps_ == 1 ? T(0) : static_cast<T>(decay_), rest = steps_ == 1 ? T(1) : static_cast<T>(1 - decay_);
  T* const average = average_.at(0);
  for (std::size_t i = 0; i < weights.size(); ++i) average[i] = keep * average[i] + rest * weights[i];
}

template <class T>
std::vector<NamedArray> Descent<T>::average() const {
  return averages() ? network_.named(average_.all()) : std::vector<NamedArray>{};
}

template <class T>
std::vector<NamedArray> Descent<T>::state() const {
  std::vector<NamedArray> state;
  const auto names = optimizers_.front()->slots();
  for (std::size_t i = 0; i < slots_.size(); ++i)
    for (auto& array : network_.named(slots_[i].all())) {
      array.name = std::string(names[i]) + '/' + array.name;
      state.push_back(std::move(array));
    }
  return state;
}

template <class T>
void Descent<T>::resume(std::span<const NamedArray> state, std::int64_t steps) {
  const auto names = optimizers_.front()->slots();
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const std::string prefix = std::string(names[i]) + '/';
    std::vector<NamedArray> part;
    for (const auto& array : state)
      if (array.name.starts_with(prefix)) part.push_back({array.name.substr(prefix.size()), array.array});
    network_.assign(part, slots_[i].all(), true);
  }
  steps_ = steps;
}

template class Descent<float>;
template class Descent<double>;

}  // namespace assay::train
