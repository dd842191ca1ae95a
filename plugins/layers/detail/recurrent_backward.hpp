#pragma once
/// Backward through time: what Recurrent (recurrent.hpp, which includes this) does with the gradients of one direction.

#include "recurrent.hpp"

namespace assay {

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::backward_direction(const Part& part, T* upper, T* lower, T* rest,
                                            std::span<const View<T>> dparameters) {
  const std::int64_t size = part.n * units_, plane = steps_ * size;
  T* const d_gates = rest;
  T* const d_hidden = d_gates + kGates * plane;
  T* const d_state = d_hidden + plane;
  T* const states = d_state + size;
  for (std::int64_t gate = 0; gate < kGates; ++gate)
    pack(Transpose::no, units_, units_, parameter(part, 1) + gate * units_ * units_, units_,
         states + gate * packed_states());
  std::fill_n(d_state, size, T(0));
  share_samples(part, [&](const Part& some) { go_backward(some, upper, d_gates, d_state, states, dparameters); });
  for (std::int64_t gate = 0; gate < kGates; ++gate) {
    const T* d_input = d_gates + gate * plane;
    if (!dparameters.empty())
      learn(part, gate, d_input, gate == kApart ? d_hidden : d_input, states + kGates * packed_states(), dparameters);
    if (lower) pass_down(part, gate, d_input, lower);
  }
}

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::go_backward(const Part& part, T* upper, T* d_gates, T* d_state, T* states,
                                     std::span<const View<T>> dparameters) {
  const std::int64_t size = part.n * units_, here = part.first * units_;
  T* const d_hidden = d_gates + kGates * steps_ * size;
  for (std::int64_t i = steps_; i-- > 0;) {
    const std::int64_t t = part.d == 0 ? i : steps_ - 1 - i, before = part.d == 0 ? t - 1 : t + 1;
    CellStep<T> step = step_at(part, t);
    step.d_gates = d_gates + t * size + here;
    step.d_hidden = d_hidden + t * size + here;
    step.d_output = upper + t * size + here;
    step.d_state = d_state + here;
    if (!dparameters.empty()) step.d_own = dparameters.subspan(index(part, shared()), own_);
    if (step.output_before) step.d_output_before = upper + before * size + here;
    clear_padding(part, t, step.d_output);
    clear_padding(part, t, step.d_state);
    step.in_pieces([&](const CellStep<T>& some) { cell_.backward(some); });
    if (cell_.resets_first()) pass_to_reset(part, step, states);
    for (std::int64_t gate = 0; gate < kGates && step.output_before; ++gate)
      if (gate != kApart || !cell_.resets_first())
        gemm_packed<T>(part.rows(), units_, units_, gate == kApart ? step.d_hidden : step.d_gate(gate), units_,
                       states + gate * packed_states(), {step.d_output_before, units_}, step.d_output_before, units_);
  }
}

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::pass_to_reset(const Part& part, const CellStep<T>& step, T* states) {
  T* const gradient = states + kGates * packed_states() + part.first * units_;
  if (step.output_before)
    gemm_packed<T>(part.rows(), units_, units_, step.d_hidden, units_, states + kApart * packed_states(), {}, gradient,
                   units_);
  cell_.backward_reset(step, gradient);
}

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::pass_down(const Part& part, std::int64_t gate, const T* d_gate, T* lower) const {
  const std::int64_t row = inputs_of(part.layer), points = steps_ * part.n;
  for_inputs(part, [&](const T*, std::int64_t features, std::int64_t column) {
    T* const to = lower + column * points;
    gemm_shared<T>(part.pass.workers, Transpose::no, Transpose::no, points, features, units_, d_gate, units_,
                   parameter(part, 0) + gate * units_ * row + column, row,
                   {part.d == 0 && gate == 0 ? nullptr : to, features}, to, features);
  });
}

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::learn(const Part& part, std::int64_t gate, const T* d_input, const T* d_hidden, T* table,
                               std::span<const View<T>> dparameters) const {
  const std::int64_t n = part.n, points = steps_ * n, row = inputs_of(part.layer);
  Workers* const workers = part.pass.workers;
  T* const dw = dparameters[index(part, 0)].data + gate * units_ * row;
  if (by_table(part.layer)) {
    scatter(part, d_input, table, dw);
  } else {
    for_inputs(part, [&](const T* x, std::int64_t features, std::int64_t column) {
      if (features >= kFewFeatures)
        return gemm_shared<T>(workers, Transpose::yes, Transpose::no, units_, features, points, d_input, units_, x,
                              features, {dw + column, row}, dw + column, row);
      gemm_shared<T>(workers, Transpose::yes, Transpose::no, features, units_, points, x, features, d_input, units_, {},
                     table, units_);
      add_transposed(table, features, dw + column, row);
    });
  }
  const T* h = outputs(part);
  T* const du = dparameters[index(part, 1)].data + gate * units_ * units_;
  if (gate == kApart && cell_.resets_first())  // it saw what was left of the state, at its own step
    gemm_shared<T>(workers, Transpose::yes, Transpose::no, units_, units_, points, d_hidden, units_,
                   step_at(part, 0).extras, units_, {du, units_}, du, units_);
  else if (steps_ > 1)
    gemm_shared<T>(workers, Transpose::yes, Transpose::no, units_, units_, points - n,
                   part.d == 0 ? d_hidden + n * units_ : d_hidden, units_, part.d == 0 ? h : h + n * units_, units_,
                   {du, units_}, du, units_);
  if (!bias_) return;
  T* const sums = table;  // of both, which are the same but for kApart
  std::fill_n(sums, 2 * units_, T(0));
  add_rows(d_input, points, units_, sums);
  if (d_hidden != d_input) add_rows(d_hidden, points, units_, sums + units_);
  for (std::int64_t u = 0; u < units_; ++u) {
    dparameters[index(part, 2)].data[gate * units_ + u] += sums[u];
    dparameters[index(part, 3)].data[gate * units_ + u] += sums[d_hidden == d_input ? u : units_ + u];
  }
}

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::scatter(const Part& part, const T* d_input, T* table, T* dw) const {
  std::fill_n(table, table_.size(), T(0));
  for (std::int64_t t = 0; t < steps_; ++t)
    table_.scatter(d_input + t * part.n * units_, part.x + t, steps_, part.n, table);
  add_transposed(table, vocabulary_, dw, vocabulary_);
}

template <class T, template <class> class Cell>
void Recurrent<T, Cell>::add_transposed(const T* table, std::int64_t features, T* dw, std::int64_t row) const {
  for (std::int64_t u = 0; u < units_; ++u)
    for (std::int64_t f = 0; f < features; ++f) dw[u * row + f] += table[f * units_ + u];
}
}  // namespace assay
