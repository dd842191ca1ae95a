#pragma once
/// A loss: how far the network's output is from the target, as one number, and its gradient.

#include <limits>

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

/// What a loss takes as targets. The program checks the data before it trains anything.
enum class Domain : std::int32_t {
  quantities,     ///< any finite numbers
  classes,        ///< class numbers: whole, from 0 to below the extent of the outputs' last axis
  bits,           ///< 0 or 1
  shares,         ///< from 0 to 1
  distributions,  ///< from 0 to 1, adding up to 1 over the last axis
};

/// What a loss takes the network's outputs for.
enum class Outputs : std::int32_t {
  numbers,            ///< as they are: quantities, distances from a border
  logits,             ///< it has a softmax or a sigmoid of its own
  log_probabilities,  ///< of a layer log_softmax
};

/// Which targets count: loss and metrics leave the others out alike.
template <class T>
struct Mask {
  T ignored = std::numeric_limits<T>::quiet_NaN();  ///< targets equal to it are left out; NaN: none is

  bool counts(T target) const { return !(target == ignored); }
};

template <class T>
class Loss {
 public:
  virtual ~Loss() = default;

  /// [setup] Throws Error, saying what was expected, when outputs of shape `y` cannot be compared with targets of shape
  /// `target` (both with the batch as first extent).
  virtual void check(const Shape& y, const Shape& target) const = 0;

  virtual Decision decision() const = 0;
  virtual Domain domain() const { return Domain::quantities; }
  virtual Outputs outputs() const { return Outputs::numbers; }
  virtual Mask<T> mask() const { return {}; }

  /// [step: no allocation, no throw] By what a batch counts in a mean over several: in samples, and fewer (or parts of
  /// one) where targets are left out or weighted. 0 where none counts.
  virtual double weight(ConstView<T> target) const { return static_cast<double>(target.batch()); }

  /// [step: no allocation, no throw] The mean over the batch (and over all further axes that count as samples, as in
  /// PyTorch's `reduction='mean'`); overwrites dy with its gradient unless dy is empty. Where no target counts, both
  /// are 0.
  virtual double evaluate(ConstView<T> y, ConstView<T> target, View<T> dy) const = 0;
};

template <template <class> class L, std::size_t N>
constexpr Entry loss_entry(const char* name, const char* doc, const std::array<ParameterSpec, N>& parameters) {
  Entry entry = describe(Kind::loss, name, doc, parameters);
  entry.loss = {make_component<Loss<float>, L<float>, float>, make_component<Loss<double>, L<double>, double>};
  return entry;
}

/// A sample's shape without extents of 1 at its end: one number may be [1] or nothing.
inline Shape without_last_ones(Shape shape) {
  Shape sample = shape.from(1);
  while (sample.rank() > 0 && sample.back() == 1) {
    Shape shorter;
    for (int axis = 0; axis + 1 < sample.rank(); ++axis) shorter.append(sample[axis]);
    sample = shorter;
  }
  return sample;
}

/// Most losses compare numbers one by one: y and target have one shape, but that [N,1] and [N] are the same.
inline void expect_same_shape(const Shape& y, const Shape& target) {
  if (without_last_ones(y) == without_last_ones(target)) return;
  throw Error("the network's output is " + to_string(y, true) + " but the targets are " + to_string(target, true) +
              "; this loss expects the same shape");
}

}  // namespace assay

#define ASSAY_LOSS(Class, name, doc, ...) \
  ASSAY_COMPONENT_(::assay::loss_entry<Class>, name, doc __VA_OPT__(, ) __VA_ARGS__)
