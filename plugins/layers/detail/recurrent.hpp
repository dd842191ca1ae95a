#pragma once
/// What rnn, lstm and gru share: stacking, two directions, and the passes over time. A cell says what happens in one
/// step.
///
/// Input [N,T,F], output [N,T,D*H] with D directions; states start at 0. Parameters have PyTorch's names, shapes and
/// order: weight_ih_l0 [G*H,F], weight_hh_l0 [G*H,H], bias_ih_l0, bias_hh_l0 [G*H], then those of the other direction
/// ("_reverse"), then the next layer's; all start uniform(1/sqrt(H)).
///
/// Inside, time is the outermost axis, [T,N,...], so that one step is contiguous: one matrix product serves the inputs
/// of all steps, and one the weight gradients of all steps; only the recurrent product is done step by step.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>

#include <assay/activation.hpp>
#include <assay/blas.hpp>
#include <assay/layer.hpp>

namespace assay {

/// One step of one direction of one layer, for all N samples. Rows of `gates`, `pre` and `hidden` are G*H long.
template <class T>
struct CellStep {
  std::int64_t n = 0, h = 0;
  T* gates = nullptr;   ///< [n,G*H] in forward: input (and hidden) products, to be turned into gate values
  T* pre = nullptr;     ///< [n,G*H] place for the values before activation, if some slope needs them; else null
  T* hidden = nullptr;  ///< [n,G*H] the hidden product, for a cell that keeps it apart
  T* extra = nullptr;   ///< [E,n,H] what else the cell wants to find again in backward
  const T* extra_before = nullptr;   ///< of the step before; null at the first step
  const T* output_before = nullptr;  ///< h of the step before, rows `stride` apart; null at the first step
  T* output = nullptr;               ///< h, rows `stride` apart
  std::int64_t stride = 0;

  // backward only:
  T* d_output = nullptr;  ///< [n,H] in: dLoss/dh; out: what flows straight to the step before, not through its product
  T* d_state = nullptr;   ///< [n,H] carried from step to step by the cell (the LSTM's dc)
  T* d_gates = nullptr;   ///< [n,G*H] out: dLoss/d(input product)
  T* d_hidden = nullptr;  ///< [n,G*H] out: dLoss/d(hidden product), for a cell that keeps it apart
};

/// y = f(x) on a part of every row, in place; keeps x in `pre` if given.
template <class T>
void activate_columns(const Activation<T>& f, T* rows, T* pre, std::int64_t n, std::int64_t row, std::int64_t from,
                      std::int64_t count) {
  for (std::int64_t i = 0; i < n; ++i) {
    const std::span<T> part{rows + i * row + from, static_cast<std::size_t>(count)};
    if (pre) std::copy(part.begin(), part.end(), pre + i * row + from);
    f.forward(part, part);
  }
}

/// gradient = gradient f'(...) on a part of every row, in place. `values` holds f's outputs, `pre` its inputs or null.
template <class T>
void derive_columns(const Activation<T>& f, const T* values, const T* pre, T* gradient, std::int64_t n,
                    std::int64_t row, std::int64_t from, std::int64_t count) {
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t start = i * row + from;
    const std::span<T> part{gradient + start, static_cast<std::size_t>(count)};
    const std::span<const T> x = pre ? std::span<const T>(pre + start, part.size()) : std::span<const T>();
    f.backward(x, {values + start, part.size()}, part, part);
  }
}

template <class T>
bool needs_input(const Activation<T>& f) {
  return f.slope_from() == SlopeFrom::input;
}

/// `Cell<T>` has kGates, kExtra, kKeepsHiddenApart, is made from Arguments, and has needs_pre(), forward(step) and
/// backward(step).
template <class T, template <class> class Cell>
class Recurrent : public Layer<T> {
 public:
  explicit Recurrent(const Arguments<T>& a)
      : cell_(a),
        units_(a.integer("units")),
        layers_(a.integer("layers")),
        directions_(a.boolean("bidirectional") ? 2 : 1),
        bias_(a.boolean("bias")) {}

  Plan plan(const Shape& input) override {
    if (input.rank() != 3) throw Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    most_ = input[0], steps_ = input[1], features_ = input[2];
    Plan plan{.output = {most_, steps_, width()}};
    const Initial initial = Initial::uniform(1 / std::sqrt(static_cast<double>(units_)));
    for (std::int64_t layer = 0; layer < layers_; ++layer)
      for (std::int64_t d = 0; d < directions_; ++d) {
        const std::string suffix = "_l" + std::to_string(layer) + (d == 1 ? "_reverse" : "");
        plan.parameters.push_back({"weight_ih" + suffix, {rows(), inputs_of(layer)}, initial});
        plan.parameters.push_back({"weight_hh" + suffix, {rows(), units_}, initial});
        if (bias_) plan.parameters.push_back({"bias_ih" + suffix, {rows()}, initial});
        if (bias_) plan.parameters.push_back({"bias_hh" + suffix, {rows()}, initial});
        plan.operations += 2.0 * static_cast<double>(steps_ * rows() * (inputs_of(layer) + units_));
      }
    const std::int64_t points = steps_ * most_;
    saved_gates_ = points * features_;
    saved_layer_ = points * (width() + directions_ * direction_size());
    plan.saved = static_cast<std::size_t>(saved_gates_ + layers_ * saved_layer_);
    const std::int64_t forward = units_ * rows() + most_ * rows();
    const std::int64_t backward =
        points * (2 * std::max(width(), features_) + 2 * rows()) + 2 * most_ * units_ + most_ * rows();
    plan.scratch = static_cast<std::size_t>(std::max(forward, backward));
    plan.reads_input = false;
    return plan;
  }

  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override {
    const std::int64_t n = x.batch();
    T* input = pass.saved.data();
    to_time_major(x.data, input, n, features_);
    for (std::int64_t layer = 0; layer < layers_; ++layer) {
      for (std::int64_t d = 0; d < directions_; ++d) forward_direction(pass, layer, d, n, input);
      input = output_of(pass, layer);
    }
    to_batch_major(input, y.data, n, width());
  }

  void backward(Pass<T>& pass, ConstView<T>, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override {
    const std::int64_t n = y.batch();
    const std::int64_t block = steps_ * most_ * std::max(width(), features_);
    T* upper = pass.scratch.data();  // dLoss/d(output of this layer), then of the one below
    T* lower = upper + block;
    T* rest = lower + block;
    to_time_major(dy.data, upper, n, width());
    for (std::int64_t layer = layers_; layer-- > 0;) {
      const bool wanted = layer > 0 || dx;
      for (std::int64_t d = 0; d < directions_; ++d)
        backward_direction(pass, layer, d, n, upper, wanted ? lower : nullptr, rest, dparameters);
      std::swap(upper, lower);
    }
    if (dx) to_batch_major(upper, dx.data, n, features_);
  }

 private:
  static constexpr std::int64_t kPerDirection = 4;  // parameters, with biases

  std::int64_t width() const { return directions_ * units_; }
  std::int64_t rows() const { return Cell<T>::kGates * units_; }
  std::int64_t inputs_of(std::int64_t layer) const { return layer == 0 ? features_ : width(); }
  /// Numbers that one direction saves for one sample and step: gates, values before activation, extras.
  std::int64_t direction_size() const { return rows() * (cell_.needs_pre() ? 2 : 1) + Cell<T>::kExtra * units_; }

  std::size_t parameter(std::int64_t layer, std::int64_t d, std::int64_t which) const {
    return static_cast<std::size_t>((layer * directions_ + d) * (bias_ ? kPerDirection : 2) + which);
  }
  T* output_of(Pass<T>& pass, std::int64_t layer) const {
    return pass.saved.data() + saved_gates_ + layer * saved_layer_;
  }
  T* direction_of(Pass<T>& pass, std::int64_t layer, std::int64_t d) const {
    return output_of(pass, layer) + steps_ * most_ * (width() + d * direction_size());
  }
  const T* input_of(Pass<T>& pass, std::int64_t layer) const {
    return layer == 0 ? pass.saved.data() : output_of(pass, layer - 1);
  }

  void to_time_major(const T* from, T* to, std::int64_t n, std::int64_t features) const {
    for (std::int64_t i = 0; i < n; ++i)
      for (std::int64_t t = 0; t < steps_; ++t)
        std::copy_n(from + (i * steps_ + t) * features, features, to + (t * n + i) * features);
  }
  void to_batch_major(const T* from, T* to, std::int64_t n, std::int64_t features) const {
    for (std::int64_t t = 0; t < steps_; ++t)
      for (std::int64_t i = 0; i < n; ++i)
        std::copy_n(from + (t * n + i) * features, features, to + (i * steps_ + t) * features);
  }

  /// The views of step t, t counted in the file's order; `before` is the step that this direction did just before.
  CellStep<T> step_at(Pass<T>& pass, std::int64_t layer, std::int64_t d, std::int64_t n, std::int64_t t) const {
    const std::int64_t before = d == 0 ? t - 1 : t + 1;
    const bool first = before < 0 || before >= steps_;
    T* const saved = direction_of(pass, layer, d);
    T* const extras = saved + steps_ * n * rows() * (cell_.needs_pre() ? 2 : 1);
    T* const outputs = output_of(pass, layer) + d * units_;
    CellStep<T> step;
    step.n = n, step.h = units_, step.stride = width();
    step.gates = saved + t * n * rows();
    if (cell_.needs_pre()) step.pre = saved + (steps_ + t) * n * rows();
    step.extra = extras + t * n * Cell<T>::kExtra * units_;
    step.output = outputs + t * n * width();
    if (first) return step;
    step.extra_before = extras + before * n * Cell<T>::kExtra * units_;
    step.output_before = outputs + before * n * width();
    return step;
  }

  void fill_bias(const Pass<T>& pass, std::int64_t layer, std::int64_t d, T* to, std::int64_t count, bool ih,
                 bool hh) const {
    if (!bias_) {
      std::fill_n(to, count * rows(), T(0));
      return;
    }
    const T* input = pass.parameters[parameter(layer, d, 2)].data;
    const T* hidden = pass.parameters[parameter(layer, d, 3)].data;
    for (std::int64_t r = 0; r < rows(); ++r) to[r] = (ih ? input[r] : T(0)) + (hh ? hidden[r] : T(0));
    for (std::int64_t i = 1; i < count; ++i) std::copy_n(to, rows(), to + i * rows());
  }

  void forward_direction(Pass<T>& pass, std::int64_t layer, std::int64_t d, std::int64_t n, const T* input) {
    constexpr bool apart = Cell<T>::kKeepsHiddenApart;
    const std::int64_t features = inputs_of(layer);
    T* gates = direction_of(pass, layer, d);
    fill_bias(pass, layer, d, gates, steps_ * n, true, !apart);
    gemm<T>(Transpose::no, Transpose::yes, steps_ * n, rows(), features, T(1), input, features,
            pass.parameters[parameter(layer, d, 0)].data, features, T(1), gates, rows());
    T* const turned = pass.scratch.data();  // weight_hh^T: the product of a step is then the fast kind
    const T* weight = pass.parameters[parameter(layer, d, 1)].data;
    for (std::int64_t r = 0; r < rows(); ++r)
      for (std::int64_t u = 0; u < units_; ++u) turned[u * rows() + r] = weight[r * units_ + u];
    T* const hidden = turned + units_ * rows();
    for (std::int64_t i = 0; i < steps_; ++i) {
      CellStep<T> step = step_at(pass, layer, d, n, d == 0 ? i : steps_ - 1 - i);
      T* const product = apart ? hidden : step.gates;
      if (apart) fill_bias(pass, layer, d, hidden, n, false, true);
      if (step.output_before)
        gemm<T>(Transpose::no, Transpose::no, n, rows(), units_, T(1), step.output_before, step.stride, turned, rows(),
                T(1), product, rows());
      step.hidden = apart ? hidden : nullptr;
      cell_.forward(step);
    }
  }

  void backward_direction(Pass<T>& pass, std::int64_t layer, std::int64_t d, std::int64_t n, const T* upper, T* lower,
                          T* rest, std::span<const View<T>> dparameters) {
    constexpr bool apart = Cell<T>::kKeepsHiddenApart;
    T* const d_gates = rest;
    T* const d_hidden = apart ? d_gates + steps_ * n * rows() : d_gates;
    T* const d_output = rest + 2 * steps_ * n * rows();
    T* const d_state = d_output + n * units_;
    const T* weight_hh = pass.parameters[parameter(layer, d, 1)].data;
    std::fill_n(d_output, 2 * n * units_, T(0));
    for (std::int64_t i = steps_; i-- > 0;) {
      const std::int64_t t = d == 0 ? i : steps_ - 1 - i;
      CellStep<T> step = step_at(pass, layer, d, n, t);
      step.d_gates = d_gates + t * n * rows();
      step.d_hidden = d_hidden + t * n * rows();
      step.d_output = d_output;
      step.d_state = d_state;
      const T* from_above = upper + t * n * width() + d * units_;
      for (std::int64_t row = 0; row < n; ++row)
        for (std::int64_t u = 0; u < units_; ++u) d_output[row * units_ + u] += from_above[row * width() + u];
      cell_.backward(step);
      if (step.output_before)
        gemm<T>(Transpose::no, Transpose::no, n, units_, rows(), T(1), step.d_hidden, rows(), weight_hh, units_, T(1),
                d_output, units_);
    }
    if (!dparameters.empty()) learn(pass, layer, d, n, d_gates, d_hidden, dparameters);
    if (!lower) return;
    const std::int64_t features = inputs_of(layer);
    gemm<T>(Transpose::no, Transpose::no, steps_ * n, features, rows(), T(1), d_gates, rows(),
            pass.parameters[parameter(layer, d, 0)].data, features, d == 0 ? T(0) : T(1), lower, features);
  }

  /// Weight gradients of all steps at once. The hidden product of a step saw the output of the step before.
  void learn(Pass<T>& pass, std::int64_t layer, std::int64_t d, std::int64_t n, const T* d_gates, const T* d_hidden,
             std::span<const View<T>> dparameters) const {
    const std::int64_t features = inputs_of(layer), points = steps_ * n;
    gemm<T>(Transpose::yes, Transpose::no, rows(), features, points, T(1), d_gates, rows(), input_of(pass, layer),
            features, T(1), dparameters[parameter(layer, d, 0)].data, features);
    const T* outputs = output_of(pass, layer) + d * units_;
    const T* later = d == 0 ? d_hidden + n * rows() : d_hidden;
    const T* earlier = d == 0 ? outputs : outputs + n * width();
    if (steps_ > 1)
      gemm<T>(Transpose::yes, Transpose::no, rows(), units_, points - n, T(1), later, rows(), earlier, width(), T(1),
              dparameters[parameter(layer, d, 1)].data, units_);
    if (!bias_) return;
    add_rows(d_gates, points, dparameters[parameter(layer, d, 2)].data);
    add_rows(d_hidden, points, dparameters[parameter(layer, d, 3)].data);
  }

  void add_rows(const T* matrix, std::int64_t count, T* sum) const {
    for (std::int64_t i = 0; i < count; ++i)
      for (std::int64_t r = 0; r < rows(); ++r) sum[r] += matrix[i * rows() + r];
  }

  Cell<T> cell_;
  std::int64_t units_, layers_, directions_;
  bool bias_;
  std::int64_t most_ = 0, steps_ = 0, features_ = 0;
  std::int64_t saved_gates_ = 0;  ///< offset of the first layer's part of `saved`, after the time-major input
  std::int64_t saved_layer_ = 0;  ///< numbers that one layer saves
};

}  // namespace assay

#define ASSAY_RECURRENT_PARAMETERS                                                                        \
  assay::integer("layers", 1, "cells stacked on each other", assay::at_least(1)),                         \
      assay::boolean("bidirectional", false, "read the sequence in both directions; doubles the output"), \
      assay::boolean("bias", true, "add biases to both products")
