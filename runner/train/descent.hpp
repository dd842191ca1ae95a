#pragma once
/// Moves a network's weights: clipping, learning rate, and an optimizer with its state. One call a step over the whole
/// weight vector.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <assay/optimizer.hpp>

#include "model/network.hpp"
#include "registry/registry.hpp"
#include "spec/run_spec.hpp"

namespace assay::train {

template <class T>
class Descent {
 public:
  /// `network` must outlive this. With `measure_norm` the gradient's norm is taken every step even if nothing is
  /// clipped.
  Descent(model::Network<T>& network, const registry::Registry& registry, const spec::Component& optimizer,
          const spec::Clip& clip, bool measure_norm);

  /// [step: no allocation] One update from the network's gradients.
  void update(double rate_factor);

  std::int64_t steps() const { return steps_; }
  /// Euclidean norm of the last gradient, before clipping; 0 where it is not measured.
  double gradient_norm() const { return norm_; }
  /// The optimizer's state, "<slot>/<parameter>".
  std::vector<NamedArray> state() const;
  /// Takes up where state() and steps() were told. Throws Error where the state is another optimizer's.
  void resume(std::span<const NamedArray> state, std::int64_t steps);
  std::size_t bytes() const { return slots_.size() * network_.weights().size() * sizeof(T); }

 private:
  model::Network<T>& network_;
  std::unique_ptr<Optimizer<T>> optimizer_;
  spec::Clip clip_;
  bool measure_norm_;
  std::vector<model::Arena<T>> slots_;
  std::vector<T*> slot_pointers_;
  std::int64_t steps_ = 0;
  double norm_ = 0;
};

extern template class Descent<float>;
extern template class Descent<double>;

}  // namespace assay::train
