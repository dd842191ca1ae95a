#pragma once
/// An optimizer: how weights move, given the gradient. It sees the weights of a network as one vector, block after
/// block, and holds no state of its own: what it remembers between steps lies in slots that the runner owns and stores.

#include <cstdint>
#include <span>

#include <assay/plugin.hpp>

namespace assay {

/// One update. The gradient to use is scale * g: the runner's clipping by norm costs no pass of its own.
struct Step {
  std::int64_t count = 1;  ///< updates so far, this one included: 1, 2, ... (once a step, not once a tensor)
  double rate_factor = 1;  ///< what the schedule multiplies the learning rate with
  double gradient_scale = 1;
};

template <class T>
class Optimizer {
 public:
  virtual ~Optimizer() = default;

  /// [setup] Names of the state vectors, each as long as the weights and zero at the start; PyTorch's names.
  virtual std::span<const char* const> slots() const = 0;

  /// [step: no allocation, no throw] Moves w. `slots` has one vector for each name of slots(). This is called for
  /// blocks of the weights with the same count, on several threads at once, so what a step does to a weight must depend
  /// on nothing but that weight, its gradient, its slots and `step`.
  virtual void step(const Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const = 0;
};

template <template <class> class O, std::size_t N>
constexpr Entry optimizer_entry(const char* name, const char* doc, const std::array<ParameterSpec, N>& parameters) {
  Entry entry = describe(Kind::optimizer, name, doc, parameters);
  entry.optimizer = {make_component<Optimizer<float>, O<float>, float>,
                     make_component<Optimizer<double>, O<double>, double>};
  return entry;
}

}  // namespace assay

#define ASSAY_OPTIMIZER(Class, name, doc, ...) \
  ASSAY_COMPONENT_(::assay::optimizer_entry<Class>, name, doc __VA_OPT__(, ) __VA_ARGS__)
