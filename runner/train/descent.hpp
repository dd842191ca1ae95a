#pragma once
/// Moves a network's weights: clipping, learning rate, and an optimizer with its state. It goes block by block over the
/// weight vector, or over its pieces where there are parameter groups; a moving average follows if asked for.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <assay/optimizer.hpp>

#include "model/network.hpp"
#include "registry/registry.hpp"
#include "spec/run_spec.hpp"
#include "train/parameter_groups.hpp"

namespace assay::train {

template <class T>
class Descent {
 public:
  /// `network` must outlive this; `prefix` stands before its parameters' names in the groups of `train`. With
  /// `measure_norm` the gradient's norm is taken every step even if nothing is clipped. Throws Failure(experiment)
  /// where a group does not go with the optimizer.
  Descent(model::Network<T>& network, const registry::Registry& registry, const spec::Component& optimizer,
          const spec::TrainSpec& train, const std::string& prefix, bool measure_norm);

  /// [step: no allocation] One update from the network's gradients, which are then zero for the next pass to add to
  /// (but for those of frozen parameters, which nobody reads).
  void update(double rate_factor);

  std::int64_t steps() const { return steps_; }
  /// Euclidean norm of the last gradient (without frozen parameters), before clipping; 0 where it is not measured.
  double gradient_norm() const { return norm_; }
  /// The optimizer's state, "<slot>/<parameter>".
  std::vector<NamedArray> state() const;
  /// Takes up where state() and steps() were told. Throws Error where the state is another optimizer's.
  void resume(std::span<const NamedArray> state, std::int64_t steps);
  std::size_t bytes() const { return (slots_.size() * network_.weights().size() + average_.size()) * sizeof(T); }

  /// The weights' moving average, a_1 = w_1 and a_t = decay a_(t-1) + (1 - decay) w_t as of PyTorch's AveragedModel;
  /// empty where none is asked for.
  bool averages() const { return decay_ > 0; }
  std::vector<NamedArray> average() const;
  void resume_average(std::span<const NamedArray> average) { network_.assign(average, average_.all(), true); }
  /// Exchanges the network's weights and their average, to measure with it; a second call changes back.
  void swap_average() { std::ranges::swap_ranges(network_.weights(), average_.all()); }

 private:
  /// One call of an optimizer: a block of a piece.
  struct Move {
    const Optimizer<T>* optimizer;
    std::size_t begin, size;
    double rate;
    std::vector<T*> slots;
  };

  void lay_out(const Division& division, const registry::Registry& registry, const spec::Component& optimizer);
  double norm() const;
  void take(const Move& move, Step step, double rate_factor);
  void follow_average();

  model::Network<T>& network_;
  std::vector<std::unique_ptr<Optimizer<T>>> optimizers_;
  std::vector<Move> moves_;
  spec::Clip clip_;
  bool measure_norm_;
  std::vector<model::Arena<T>> slots_;
  double decay_;  ///< of the average
  model::Arena<T> average_;
  std::int64_t steps_ = 0;
  double norm_ = 0;
};

extern template class Descent<float>;
extern template class Descent<double>;

}  // namespace assay::train
