#include "train/descent.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay::train {
namespace {

/// Euclidean norm, summed in 16 lanes of a fixed order: vector code, and the same bits everywhere.
template <class T>
double norm_of(std::span<const T> vector) {
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
  return std::sqrt(total);
}

}  // namespace

template <class T>
Descent<T>::Descent(model::Network<T>& network, const registry::Registry& registry, const spec::Component& optimizer,
                    const spec::Clip& clip, bool measure_norm)
    : network_(network), optimizer_(registry.make<Optimizer, T>(optimizer)), clip_(clip), measure_norm_(measure_norm) {
  for (std::size_t i = 0; i < optimizer_->slots().size(); ++i) {
    slots_.emplace_back(network.weights().size());
    slot_pointers_.push_back(slots_.back().at(0));
  }
}

template <class T>
void Descent<T>::update(double rate_factor) {
  const std::span<T> gradients = network_.gradients();
  Step step{.count = ++steps_, .rate_factor = rate_factor};
  const bool by_norm = clip_.rule == spec::Clip::Rule::norm;
  if (measure_norm_ || by_norm) norm_ = norm_of<T>(gradients);
  // As torch.nn.utils.clip_grad_norm_: the factor is limit / (norm + 1e-6), and never above 1.
  if (by_norm) step.gradient_scale = std::min(1.0, clip_.limit / (norm_ + 1e-6));
  if (clip_.rule == spec::Clip::Rule::value) {
    const T limit = static_cast<T>(clip_.limit);
    for (T& g : gradients) g = std::clamp(g, -limit, limit);
  }
  optimizer_->step(step, network_.weights(), gradients, slot_pointers_);
}

template <class T>
std::vector<NamedArray> Descent<T>::state() const {
  std::vector<NamedArray> state;
  const auto names = optimizer_->slots();
  for (std::size_t i = 0; i < slots_.size(); ++i)
    for (auto& array : network_.named(slots_[i].all())) {
      array.name = std::string(names[i]) + '/' + array.name;
      state.push_back(std::move(array));
    }
  return state;
}

template <class T>
void Descent<T>::resume(std::span<const NamedArray> state, std::int64_t steps) {
  const auto names = optimizer_->slots();
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
