#pragma once
/// A layer: a function of a tensor, with parameters that are learned. Elementwise nonlinearities are activations
/// (activation.hpp), and structure between layers (residual, parallel) belongs to the runner.
///
/// A layer holds only sizes and hyper-parameters. All memory that outlives a call is the runner's: the layer says in
/// its Plan what it needs and finds it in the Pass.

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <assay/plugin.hpp>
#include <assay/random.hpp>
#include <assay/tensor.hpp>
#include <assay/workers.hpp>

namespace assay {

/// How a parameter starts. PyTorch's default for weights and biases is uniform(1/sqrt(fan_in)).
struct Initial {
  enum class Rule { constant, uniform, normal, stretch } rule = Rule::constant;
  double value = 0;  ///< the constant; the bound of uniform [-value, value]; the standard deviation of normal
  std::int64_t first = 0, last = 0;  ///< of stretch: `value` from `first` to before `last`, 0 elsewhere

  static Initial constant(double value) { return {Rule::constant, value}; }
  static Initial uniform(double bound) { return {Rule::uniform, bound}; }
  static Initial normal(double deviation) { return {Rule::normal, deviation}; }
  static Initial stretch(double value, std::int64_t first, std::int64_t last) {
    return {Rule::stretch, value, first, last};
  }
};

/// A learned tensor. Names and shapes are PyTorch's ("weight" [out,in], "bias" [out]). Of those that start at random,
/// an experiment's initialiser for weights goes to all of rank 2 and more, that for biases to names that begin with
/// "bias".
struct ParameterPlan {
  std::string name;
  Shape shape;
  Initial initial{};
  std::optional<Initial> keras{};  ///< where the preset `keras` differs from its rule for weights or biases
  double gain = 1;                 ///< the runner's: what the activation after the layer recommends
};

/// A tensor that a layer keeps between steps but does not learn by gradient (running statistics).
struct BufferPlan {
  std::string name;
  Shape shape;
  double value = 0;
};

/// How a layer wants its input and output to lie in memory. The runner turns them around where neighbours differ; the
/// shapes that a layer is told are batch first always.
enum class Order {
  batch_first,  ///< [N,F], [N,T,F], [N,C,H,W]
  batch_last,   ///< [F,N], [T,F,N], [C,H,W,N]: for loops whose vectors hold one number of many samples
  either,       ///< as it comes: numbers are treated one by one
};

/// What a layer needs, worked out once from the shape of its input.
struct Plan {
  Shape output;  ///< with the same first extent N as the input
  std::vector<ParameterPlan> parameters{};
  std::vector<BufferPlan> buffers{};
  std::size_t saved = 0;      ///< numbers kept from forward to the matching backward
  std::size_t scratch = 0;    ///< numbers needed only during one call
  bool reads_input = true;    ///< backward reads x
  bool reads_output = false;  ///< backward reads y; the runner then lets nobody overwrite y
  bool in_place = false;      ///< forward may be called with y on top of x, backward with dx on top of dy
  Order order = Order::batch_first;
  bool relabels = false;  ///< y is x under another shape: forward and backward are never called
  bool masks = false;     ///< forward fills pass.lengths for the layers after it
  double padding = std::numeric_limits<double>::quiet_NaN();  ///< of a layer that masks: what padding consists of
  /// The input holds token numbers 0 to below this; 0: any numbers. To layers of tokens every other number is alike:
  /// its vector is 0.
  std::int64_t vocabulary = 0;
  bool needs_batch = false;  ///< in training, what it gives for a sample that is alone in its batch says nothing of it
  double operations = 0;     ///< floating-point operations of a forward pass for one sample
};

/// What a layer is handed in a call. Contents of `saved` last from forward to the matching backward; `scratch` is
/// undefined on entry and shared with all other layers.
template <class T>
struct Pass {
  bool training = false;
  std::span<const ConstView<T>> parameters;  ///< in the order of the Plan
  std::span<const View<T>> buffers;          ///< in the order of the Plan
  std::span<T> saved;
  std::span<T> scratch;
  Random random;               ///< this layer's own stream for this step; the same in forward and backward
  Workers* workers = nullptr;  ///< threads that may share the call's work; null: none
  /// How many steps of each sequence [N,T,...] count, whole numbers from 1 to T: the rest is padding. Empty: all do.
  std::span<T> lengths{};

  /// The steps of sample n that count.
  std::int64_t length(std::int64_t n, std::int64_t steps) const {
    return lengths.empty() ? steps : static_cast<std::int64_t>(lengths[static_cast<std::size_t>(n)]);
  }
};

/// The axis of features or channels: 1 of images [N,C,H,W], the last one of [N,F] and [N,T,F].
inline int channel_axis(const Shape& shape) { return shape.rank() > 3 ? 1 : shape.rank() - 1; }

template <class T>
class Layer {
 public:
  virtual ~Layer() = default;

  /// [setup] Before plan(): calls will come with this many workers, 1 if nobody says. For layers whose parts need
  /// memory of their own, and layers made of layers.
  virtual void expect_workers(int) {}

  /// [setup] `input` is the shape with the largest batch N that will come: [N,F], [N,T,F], [N,C,H,W]. Later calls bring
  /// any 1 <= n <= N. Throws Error, saying what shape was expected, when the input does not fit. May be called again.
  virtual Plan plan(const Shape& input) = 0;

  /// [step: no allocation, no throw] y = f(x). Overwrites all of y.
  virtual void forward(Pass<T>& pass, ConstView<T> x, View<T> y) = 0;

  /// [step: no allocation, no throw] Given dy = dLoss/dy, overwrites dx and ADDS to dparameters. `dx` is empty when it
  /// is not wanted (first layer); `dparameters` is empty when the layer is frozen. x and y are what forward saw, except
  /// where the Plan says that they are not read.
  virtual void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                        std::span<const View<T>> dparameters) = 0;
};

template <template <class> class L, std::size_t N>
constexpr Entry layer_entry(const char* name, const char* doc, const std::array<ParameterSpec, N>& parameters) {
  Entry entry = describe(Kind::layer, name, doc, parameters);
  entry.layer = {make_component<Layer<float>, L<float>, float>, make_component<Layer<double>, L<double>, double>};
  return entry;
}

}  // namespace assay

/// ASSAY_LAYER(Dense, "dense", "y = x W^T + b", assay::integer("units", ...), ...): Dense is a class template over the
/// number type, derived from assay::Layer<T>, made from a `const assay::Arguments<T>&`.
#define ASSAY_LAYER(Class, name, doc, ...) \
  ASSAY_COMPONENT_(::assay::layer_entry<Class>, name, doc __VA_OPT__(, ) __VA_ARGS__)
