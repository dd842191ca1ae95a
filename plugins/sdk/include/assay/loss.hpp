#pragma once
/// A loss: how far the network's output is from the target, as one number, and its gradient.

#include <assay/plugin.hpp>
#include <assay/tensor.hpp>

namespace assay {

/// How a class is read off the network's output; decides what `accuracy` means.
enum class Decision : std::int32_t {
  none,    ///< the output is a quantity, there are no classes
  argmax,  ///< the largest of the last axis; the target is the class number
  sign,    ///< class 1 where the output is at least 0 (logits, Rosenblatt's threshold)
  half,    ///< class 1 where the output is at least 1/2 (probabilities)
};

template <class T>
class Loss {
 public:
  virtual ~Loss() = default;

  /// [setup] Throws Error, saying what was expected, when outputs of shape `y` cannot be compared with targets of shape
  /// `target` (both with the batch as first extent).
  virtual void check(const Shape& y, const Shape& target) const = 0;

  virtual Decision decision() const = 0;

  /// [step: no allocation, no throw] The mean over the batch (and over all further axes that count as samples, as in
  /// PyTorch's `reduction='mean'`); overwrites dy with its gradient unless dy is empty.
  virtual double evaluate(ConstView<T> y, ConstView<T> target, View<T> dy) const = 0;
};

template <template <class> class L, std::size_t N>
constexpr Entry loss_entry(const char* name, const char* doc, const std::array<ParameterSpec, N>& parameters) {
  Entry entry = describe(Kind::loss, name, doc, parameters);
  entry.loss = {make_component<Loss<float>, L<float>, float>, make_component<Loss<double>, L<double>, double>};
  return entry;
}

/// Most losses compare numbers one by one: y and target have one shape.
inline void expect_same_shape(const Shape& y, const Shape& target) {
  if (y.from(1) == target.from(1)) return;
  throw Error("the network's output is " + to_string(y, true) + " but the targets are " + to_string(target, true) +
              "; this loss expects the same shape");
}

}  // namespace assay

#define ASSAY_LOSS(Class, name, doc, ...) \
  ASSAY_COMPONENT_(::assay::loss_entry<Class>, name, doc __VA_OPT__(, ) __VA_ARGS__)
