#pragma once
/// What rnn, lstm and gru share: stacking, two directions, and the passes over time. A cell says what happens in one
/// step (cell_step.hpp).
///
/// Input [N,T,F], or token numbers [N,T] with `vocabulary` F, which count as one-hot vectors (what is none
/// of them as 0); output [N,T,D*H] with D
/// directions, or with `output: last` the state in which each direction ends [N,D*H] (PyTorch's h_n of the last layer);
/// states start at 0. Parameters have PyTorch's names, shapes and order: weight_ih_l0 [G*H,F], weight_hh_l0 [G*H,H],
/// bias_ih_l0, bias_hh_l0 [G*H], the cell's own, then those of the other direction ("_reverse"), then the next layer's;
/// all but the cell's own start uniform(1/sqrt(H)).
///
/// Where sequences end early (pass.lengths), the states of padding are 0 and nothing flows back through it, as with
/// PyTorch's packed sequences: a direction ends, or begins, at a sequence's own last step.
///
/// Inside, gate and time are the outermost axes, [G,T,N,H]: what one gate does in one step is contiguous. A step's
/// input product is made just before it is needed, with the weights packed once for all steps, and the weight
/// gradients of all steps are one product a gate. Tokens need no product: their columns of the weights are rows of a
/// table.

#include <cmath>
#include <string>

#include <assay/layer.hpp>
#include <assay/shared_gemm.hpp>

#include "add_rows.hpp"
#include "cell_step.hpp"
#include "time_major.hpp"
#include "token_table.hpp"

namespace assay {

template <class T, template <class> class Cell>
class Recurrent : public Layer<T> {
 public:
  explicit Recurrent(const Arguments<T>& a)
      : cell_(a),
        units_(a.integer("units")),
        layers_(a.integer("layers")),
        directions_(a.boolean("bidirectional") ? 2 : 1),
        vocabulary_(a.integer("vocabulary")),
        bias_(a.boolean("bias")),
        last_(a.choice("output") == "last") {}

  Plan plan(const Shape& input) override {
    expect_sequence(input);
    most_ = input[0], steps_ = input[1], features_ = vocabulary_ > 0 ? vocabulary_ : input[2];
    table_ = TokenTable(vocabulary_, units_);
    Plan plan{.output = last_ ? Shape({most_, width()}) : Shape({most_, steps_, width()})};
    const Initial initial = Initial::uniform(1 / std::sqrt(static_cast<double>(units_)));
    for (std::int64_t layer = 0; layer < layers_; ++layer)
      for (std::int64_t d = 0; d < directions_; ++d) {
        const std::string suffix = "_l" + std::to_string(layer) + (d == 1 ? "_reverse" : "");
        plan.parameters.push_back({"weight_ih" + suffix, {kGates * units_, inputs_of(layer)}, initial});
        plan.parameters.push_back({"weight_hh" + suffix, {kGates * units_, units_}, initial});
        if (bias_) plan.parameters.push_back({"bias_ih" + suffix, {kGates * units_}, initial, keras_bias()});
        if (bias_) plan.parameters.push_back({"bias_hh" + suffix, {kGates * units_}, initial});
        const std::size_t shared = plan.parameters.size();
        cell_.plan(plan.parameters, units_, suffix);
        own_ = plan.parameters.size() - shared;
        plan.operations += 2.0 * static_cast<double>(steps_ * kGates * units_ * (products_of(layer) + units_));
      }
    const std::int64_t points = steps_ * most_;
    copied_ = by_table(0) ? 0 : points * features_;
    plan.saved = static_cast<std::size_t>(copied_ + layers_ * directions_ * points * saved_size());
    plan.scratch = static_cast<std::size_t>(std::max(forward_scratch(), backward_scratch()));
    plan.reads_input = by_table(0);
    plan.vocabulary = vocabulary_;
    return plan;
  }

  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override {
    const std::int64_t n = x.batch();
    if (!by_table(0)) to_time_major(x.data, pass.saved.data(), n, steps_, features_, features_);
    for (std::int64_t layer = 0; layer < layers_; ++layer)
      for (std::int64_t d = 0; d < directions_; ++d) forward_direction({pass, x.data, layer, d, n});
    for (std::int64_t d = 0; d < directions_; ++d) {
      const T* from = outputs({pass, x.data, layers_ - 1, d, n});
      if (last_)
        for (std::int64_t i = 0; i < n; ++i)
          std::copy_n(from + (final_step(pass, d, i) * n + i) * units_, units_, y.data + i * width() + d * units_);
      else
        to_batch_major(from, y.data + d * units_, n, steps_, units_, width());
    }
  }

  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T>, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override {
    const std::int64_t n = dy.batch(), block = steps_ * most_ * std::max(width(), features_);
    T* upper = pass.scratch.data();  // dLoss/d(outputs of this layer) [D,T,n,H], then of the one below
    T* lower = upper + block;
    T* const rest = lower + block;
    for (std::int64_t d = 0; d < directions_; ++d) {
      T* to = upper + d * steps_ * n * units_;
      if (last_) {
        std::fill_n(to, steps_ * n * units_, T(0));
        for (std::int64_t i = 0; i < n; ++i)
          std::copy_n(dy.data + i * width() + d * units_, units_, to + (final_step(pass, d, i) * n + i) * units_);
      } else {
        to_time_major(dy.data + d * units_, to, n, steps_, units_, width());
      }
    }
    for (std::int64_t layer = layers_; layer-- > 0;) {
      const bool wanted = (layer > 0 || dx) && !by_table(layer);
      for (std::int64_t d = 0; d < directions_; ++d)
        backward_direction({pass, x.data, layer, d, n}, upper + d * steps_ * n * units_, wanted ? lower : nullptr, rest,
                           dparameters);
      std::swap(upper, lower);
    }
    if (!dx) return;
    if (by_table(0))
      std::fill_n(dx.data, dx.size(), T(0));
    else
      to_batch_major(upper, dx.data, n, steps_, features_, features_);
  }

 private:
  static constexpr std::int64_t kGates = Cell<T>::kGates, kApart = Cell<T>::kApart, kExtra = Cell<T>::kExtra;

  /// One direction of one layer in one call.
  struct Part {
    Pass<T>& pass;
    const T* x;  ///< the layer's own input; tokens
    std::int64_t layer, d, n;
    std::int64_t first = 0, after = 0;  ///< samples before and after those that a worker takes

    std::int64_t rows() const { return n - first - after; }
    Part rows_of(std::int64_t from, std::int64_t to) const { return {pass, x, layer, d, n, from, n - to}; }
  };

  /// Samples do not meet within a pass over time, so that workers share them; where gradients of the cell's own tensors
  /// are added up on the way, or OpenBLAS multiplies, one takes all.
  template <class Body>
  void share_samples(const Part& part, Body body) const {
    const double operations = 2.0 * static_cast<double>(part.n * steps_ * kGates * units_ * units_);
    share(part.pass.workers, part.n, kGrain, own_ == 0 && kPacks<T> ? operations : 0.0,
          [&](int, std::int64_t first, std::int64_t last) { body(part.rows_of(first, last)); });
  }

  void expect_sequence(const Shape& input) const {
    if (vocabulary_ > 0 && input.rank() != 2)
      throw Error("with vocabulary it expects token numbers [N,T] but gets " + to_string(input, true));
    if (vocabulary_ == 0 && input.rank() != 3)
      throw Error("expects a sequence [N,T,F] but gets " + to_string(input, true) +
                  (input.rank() == 2 ? "; for token numbers [N,T] set vocabulary" : ""));
  }

  /// Where a direction ends for sample i.
  std::int64_t final_step(const Pass<T>& pass, std::int64_t d, std::int64_t i) const {
    return d == 0 ? pass.length(i, steps_) - 1 : 0;
  }
  /// Keras starts forget gates open (Jozefowicz, Zaremba & Sutskever 2015).
  std::optional<Initial> keras_bias() const {
    if constexpr (requires { Cell<T>::kForget; })
      return Initial::stretch(1, Cell<T>::kForget * units_, (Cell<T>::kForget + 1) * units_);
    else
      return {};
  }
  std::int64_t width() const { return directions_ * units_; }
  std::int64_t inputs_of(std::int64_t layer) const { return layer == 0 ? features_ : width(); }
  bool by_table(std::int64_t layer) const { return layer == 0 && vocabulary_ > 0; }
  std::int64_t products_of(std::int64_t layer) const { return by_table(layer) ? 0 : inputs_of(layer); }
  /// Numbers that one direction saves for one sample and step: gates, values before activation, extras, output.
  std::int64_t saved_size() const { return units_ * (kGates * (cell_.needs_pre() ? 2 : 1) + kExtra + 1); }

  std::int64_t packed_inputs() const { return packed_size<T>(std::max(features_, width()), units_); }
  std::int64_t packed_states() const { return packed_size<T>(units_, units_); }
  /// Packed weight_ih, or the table of tokens, of one gate.
  std::int64_t inputs_size() const { return std::max(packed_inputs(), table_.size()); }
  std::int64_t forward_scratch() const {
    return kGates * (inputs_size() + packed_states()) + (kGates + 1) * units_ + most_ * units_;
  }
  std::int64_t backward_scratch() const {
    const std::int64_t points = steps_ * most_;
    return 2 * points * std::max(width(), features_) + (kGates + 1) * points * units_ + most_ * units_ +
           kGates * packed_states() + std::max({kFewFeatures * units_, table_.size(), most_ * units_});
  }

  std::size_t index(const Part& part, std::int64_t which) const {
    const auto each = static_cast<std::size_t>(shared()) + own_;
    return static_cast<std::size_t>(part.layer * directions_ + part.d) * each + static_cast<std::size_t>(which);
  }
  /// Parameters of a direction that every cell has.
  std::int64_t shared() const { return bias_ ? 4 : 2; }
  const T* parameter(const Part& part, std::int64_t which) const {
    return part.pass.parameters[index(part, which)].data;
  }

  T* saved(const Part& part) const {
    return part.pass.saved.data() + copied_ + (part.layer * directions_ + part.d) * steps_ * most_ * saved_size();
  }
  /// h of all steps, [T,n,H].
  T* outputs(const Part& part) const {
    return saved(part) + steps_ * part.n * units_ * (kGates * (cell_.needs_pre() ? 2 : 1) + kExtra);
  }

  /// The inputs of all steps: one array [T,n,F], or one [T,n,H] for each direction of the layer below. Calls
  /// body(array, its features, the first of their columns in weight_ih).
  template <class Body>
  void for_inputs(const Part& part, Body body) const {
    if (part.layer == 0) return body(static_cast<const T*>(part.pass.saved.data()), features_, std::int64_t{0});
    for (std::int64_t d = 0; d < directions_; ++d)
      body(static_cast<const T*>(outputs({part.pass, part.x, part.layer - 1, d, part.n})), units_, d * units_);
  }

  /// The arrays of step t, counted in the file's order; `before` is the step that this direction did just before.
  CellStep<T> step_at(const Part& part, std::int64_t t) const {
    const std::int64_t before = part.d == 0 ? t - 1 : t + 1, size = part.n * units_, plane = steps_ * size;
    CellStep<T> step;
    step.size = static_cast<std::size_t>(part.rows() * units_);
    step.units = static_cast<std::size_t>(units_);
    step.own = part.pass.parameters.subspan(index(part, shared()), own_);
    step.plane = plane;
    T* next = saved(part) + part.first * units_;
    step.gates = next + t * size, next += kGates * plane;
    if (cell_.needs_pre()) step.pre = next + t * size, next += kGates * plane;
    T* const extras = next;
    T* const output = next + kExtra * plane;
    step.extras = extras + t * size;
    step.output = output + t * size;
    if (before < 0 || before >= steps_) return step;
    step.extras_before = extras + before * size;
    step.output_before = output + before * size;
    return step;
  }

  /// The biases of a gate that its input product starts from.
  void fill_bias(const Part& part, std::int64_t gate, T* to) const {
    std::fill_n(to, units_, T(0));
    if (!bias_) return;
    const T *input = parameter(part, 2) + gate * units_, *hidden = parameter(part, 3) + gate * units_;
    for (std::int64_t u = 0; u < units_; ++u) to[u] = input[u] + (gate == kApart ? T(0) : hidden[u]);
  }

  /// Each gate's table of what a token adds, biases included.
  void fill_table(const Part& part, T* table) const {
    for (std::int64_t gate = 0; gate < kGates; ++gate, table += table_.size()) {
      fill_bias(part, gate, table_.unknown(table));
      table_.fill(parameter(part, 0) + gate * units_ * vocabulary_, table);
    }
  }

  void gather(const Part& part, const T* table, const CellStep<T>& step, std::int64_t t) const {
    for (std::int64_t gate = 0; gate < kGates; ++gate)
      table_.gather(table + gate * table_.size(), part.x + part.first * steps_ + t, steps_, part.rows(),
                    step.gate(gate));
  }

  /// `biases` are those of each gate's input product, then that of the hidden product of kApart.
  void pack_weights(const Part& part, T* inputs, T* states, T* biases) const {
    const std::int64_t features = inputs_of(part.layer);
    for (std::int64_t gate = 0; gate < kGates; ++gate) {
      pack(Transpose::yes, units_, units_, parameter(part, 1) + gate * units_ * units_, units_,
           states + gate * packed_states());
      if (by_table(part.layer)) continue;
      fill_bias(part, gate, biases + gate * units_);
      for_inputs(part, [&](const T*, std::int64_t count, std::int64_t column) {
        pack(Transpose::yes, count, units_, parameter(part, 0) + gate * units_ * features + column, features,
             inputs + gate * packed_inputs() + column * (packed_size<T>(1, units_)));
      });
    }
    if (by_table(part.layer)) fill_table(part, inputs);
    if (kApart < 0) return;
    T* const hidden = biases + kGates * units_;
    std::fill_n(hidden, units_, T(0));
    if (bias_) std::copy_n(parameter(part, 3) + kApart * units_, units_, hidden);
  }

  /// Input products of `count` steps from t on.
  void multiply_inputs(const Part& part, const T* inputs, const T* biases, std::int64_t t, std::int64_t count) const {
    const CellStep<T> step = step_at(part, t);
    const std::int64_t rows = count == 1 ? part.rows() : count * part.n;
    for (std::int64_t gate = 0; gate < kGates; ++gate) {
      From<T> from{biases + gate * units_, 0};
      for_inputs(part, [&](const T* x, std::int64_t features, std::int64_t column) {
        gemm_packed<T>(rows, units_, features, x + (t * part.n + part.first) * features, features,
                       inputs + gate * packed_inputs() + column * packed_size<T>(1, units_), from, step.gate(gate),
                       units_);
        from = {step.gate(gate), units_};
      });
    }
  }

  void forward_direction(const Part& part) {
    T* const inputs = part.pass.scratch.data();  // packed weight_ih, or the table
    T* const states = inputs + kGates * inputs_size();
    T* const biases = states + kGates * packed_states();
    pack_weights(part, inputs, states, biases);
    share_samples(part, [&](const Part& some) { go_forward(some, inputs, states, biases); });
  }

  void go_forward(const Part& part, const T* inputs, const T* states, T* biases) {
    T* const hidden = biases + (kGates + 1) * units_ + part.first * units_;
    const std::int64_t together =  // steps with one input product
        part.rows() < part.n ? 1 : std::max<std::int64_t>(1, kRowsTogether / part.n);
    for (std::int64_t i = 0; i < steps_; ++i) {
      const std::int64_t t = part.d == 0 ? i : steps_ - 1 - i, count = std::min(together, steps_ - i);
      CellStep<T> step = step_at(part, t);
      if (by_table(part.layer))
        gather(part, inputs, step, t);
      else if (i % together == 0)
        multiply_inputs(part, inputs, biases, part.d == 0 ? t : t - count + 1, count);
      for (std::int64_t gate = 0; gate < kGates; ++gate)
        if (gate != kApart && step.output_before)
          multiply_state(part, step, states, gate, {step.gate(gate), units_}, step.gate(gate));
      if constexpr (kApart >= 0) {
        step.hidden = hidden;
        if (cell_.resets_first()) cell_.reset(step);
        if (step.output_before)
          multiply_state(part, step, states, kApart, {biases + kGates * units_, 0}, hidden);
        else
          for (std::int64_t row = 0; row < part.rows(); ++row)
            std::copy_n(biases + kGates * units_, units_, hidden + row * units_);
      }
      step.in_pieces([&](const CellStep<T>& some) { cell_.forward(some); });
      clear_padding(part, t, step.output);
      for (std::int64_t extra = 0; extra < kExtra; ++extra) clear_padding(part, t, step.extra(extra));
    }
  }

  void multiply_state(const Part& part, const CellStep<T>& step, const T* states, std::int64_t gate, From<T> from,
                      T* to) const {
    const bool reset = gate == kApart && cell_.resets_first();
    gemm_packed<T>(part.rows(), units_, units_, reset ? step.extra(0) : step.output_before, units_,
                   states + gate * packed_states(), from, to, units_);
  }

  /// 0 for the samples that are over before step t.
  void clear_padding(const Part& part, std::int64_t t, T* values) const {
    if (part.pass.lengths.empty()) return;
    for (std::int64_t i = 0; i < part.rows(); ++i)
      if (t >= part.pass.length(part.first + i, steps_)) std::fill_n(values + i * units_, units_, T(0));
  }

  /// `upper` is dLoss/d(outputs) [T,n,H], used up; `lower`, if given, becomes dLoss/d(inputs).
  void backward_direction(const Part& part, T* upper, T* lower, T* rest, std::span<const View<T>> dparameters);
  /// The pass over time: from `upper` to the gradients of the gates, [kGates+1,T,n,H], and `d_state`.
  void go_backward(const Part& part, T* upper, T* d_gates, T* d_state, T* states, std::span<const View<T>> dparameters);
  /// The gradient of what the cell's reset() left, by the memory after the packed states.
  void pass_to_reset(const Part& part, const CellStep<T>& step, T* states);
  void pass_down(const Part& part, std::int64_t gate, const T* d_gate, T* lower) const;
  /// Weight gradients of all steps at once. The hidden product of a step saw the output of the step before.
  void learn(const Part& part, std::int64_t gate, const T* d_input, const T* d_hidden, T* table,
             std::span<const View<T>> dparameters) const;
  void scatter(const Part& part, const T* d_input, T* table, T* dw) const;
  /// dw[units,features] += table[features,units]^T.
  void add_transposed(const T* table, std::int64_t features, T* dw, std::int64_t row) const;

  static constexpr std::int64_t kGrain = 8;  ///< samples: fewer are not shared
  static constexpr std::int64_t kRowsTogether = 32;
  static constexpr std::int64_t kFewFeatures = 16;  ///< below, they would leave lanes empty: the product is turned

  Cell<T> cell_;
  TokenTable table_;
  std::size_t own_ = 0;  ///< learned tensors of the cell, for each direction
  std::int64_t units_, layers_, directions_, vocabulary_;
  bool bias_, last_;
  std::int64_t most_ = 0, steps_ = 0, features_ = 0;
  std::int64_t copied_ = 0;  ///< numbers of the input in time-major order, at the beginning of `saved`
};

}  // namespace assay

#include "recurrent_backward.hpp"

#define ASSAY_RECURRENT_PARAMETERS                                                                                   \
  assay::integer("layers", 1, "cells stacked on each other", assay::at_least(1)),                                    \
      assay::boolean("bidirectional", false, "read the sequence in both directions; doubles the output"),            \
      assay::boolean("bias", true, "add biases to both products"),                                                   \
      assay::choice("output", "all", "all|last", "of all steps [N,T,D*H], or where each direction ends [N,D*H]"),    \
      assay::integer("vocabulary", 0, "inputs are this many different tokens [N,T], as one-hot vectors; 0: numbers", \
                     assay::at_least(0))
