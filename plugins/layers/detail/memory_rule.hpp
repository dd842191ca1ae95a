#pragma once
/// The recurrence of one head of linear_attention over its matrix of memory S [d,d] (rows: keys, columns: values):
///   A = g S,   u = v or b (v - A^T k),   S = A + k u^T,   o = S^T q / sqrt d
/// where g is 1 without decay. Every sqrt(T)-th S is kept; backward makes those between again.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <assay/ivdep.hpp>

#include "reductions.hpp"

namespace assay {

/// One head of one sample. Numbers of step t lie t rows further on.
template <class T>
struct MemoryHead {
  std::int64_t row = 0;  ///< from step to step of q, k, v and their gradients
  T *q = nullptr, *k = nullptr, *v = nullptr;
  std::int64_t gate_row = 0;
  T *decay = nullptr, *write = nullptr;  ///< g; b. Null: none
  std::int64_t out_row = 0;
  T *out = nullptr, *kept = nullptr;  ///< o; the S that are kept
  // backward only:
  T *d_q = nullptr, *d_k = nullptr, *d_v = nullptr, *d_out = nullptr;
  T *d_decay = nullptr, *d_write = nullptr;  ///< overwritten
};

template <class T>
class MemoryRule {
 public:
  MemoryRule() = default;
  MemoryRule(std::int64_t head, std::int64_t steps)
      : d_(head),
        steps_(steps),
        scale_(static_cast<T>(1 / std::sqrt(static_cast<double>(head)))),
        stretch_(static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(steps))))) {}

  /// Numbers that a head keeps from forward to backward.
  std::int64_t kept() const { return (steps_ + stretch_ - 1) / stretch_ * d_ * d_; }
  /// Numbers that a call overwrites.
  std::int64_t scratch() const { return (stretch_ + 2) * d_ * d_ + (stretch_ + 1) * d_; }

  void forward(const MemoryHead<T>& head, std::int64_t length, T* work) const {
    T *state = work, *error = state + d_ * d_;
    std::fill_n(state, d_ * d_, T(0));
    for (std::int64_t t = 0; t < length; ++t) {
      if (t % stretch_ == 0) std::copy_n(state, d_ * d_, head.kept + t / stretch_ * d_ * d_);
      step(head, t, state, state, error);
      read(head, t, state);
    }
  }

  void backward(const MemoryHead<T>& head, std::int64_t length, T* work) const {
    T *d_state = work, *states = d_state + d_ * d_, *errors = states + (stretch_ + 1) * d_ * d_;
    std::fill_n(d_state, d_ * d_, T(0));
    for (std::int64_t first = (length - 1) / stretch_ * stretch_; first >= 0; first -= stretch_) {
      const std::int64_t count = std::min(stretch_, length - first);
      std::copy_n(head.kept + first / stretch_ * d_ * d_, d_ * d_, states);
      for (std::int64_t i = 0; i < count; ++i)
        step(head, first + i, states + i * d_ * d_, states + (i + 1) * d_ * d_, errors + i * d_);
      for (std::int64_t i = count; i-- > 0;)
        step_back(head, first + i, states + i * d_ * d_, errors + i * d_, d_state, errors + stretch_ * d_);
    }
  }

 private:
  static T gate(const T* gates, std::int64_t place) { return gates ? gates[place] : T(1); }

  /// S after step t from the one before it; `error` becomes v, or v - A^T k.
  void step(const MemoryHead<T>& head, std::int64_t t, const T* before, T* after, T* error) const {
    const T *k = head.k + t * head.row, *v = head.v + t * head.row;
    const T decay = gate(head.decay, t * head.gate_row), write = gate(head.write, t * head.gate_row);
    std::copy_n(v, d_, error);
    for (std::int64_t i = 0; i < d_; ++i) {
      const T *from = before + i * d_, key = head.write ? k[i] : T(0);
      T* to = after + i * d_;
      ASSAY_IVDEP
      for (std::int64_t j = 0; j < d_; ++j) {
        to[j] = decay * from[j];
        error[j] -= key * to[j];
      }
    }
    for (std::int64_t i = 0; i < d_; ++i) {
      const T key = write * k[i];
      T* to = after + i * d_;
      ASSAY_IVDEP
      for (std::int64_t j = 0; j < d_; ++j) to[j] += key * error[j];
    }
  }

  void read(const MemoryHead<T>& head, std::int64_t t, const T* state) const {
    const T* q = head.q + t * head.row;
    T* out = head.out + t * head.out_row;
    std::fill_n(out, d_, T(0));
    for (std::int64_t i = 0; i < d_; ++i) {
      const T query = scale_ * q[i];
      ASSAY_IVDEP
      for (std::int64_t j = 0; j < d_; ++j) out[j] += query * state[i * d_ + j];
    }
  }

  /// `state` holds S before step t, and S after it right behind; d_state goes from dLoss/dS after to that before.
  void step_back(const MemoryHead<T>& head, std::int64_t t, const T* state, const T* error, T* d_state,
                 T* d_error) const {
    const std::int64_t at = t * head.row;
    const T *q = head.q + at, *k = head.k + at, *up = head.d_out + t * head.out_row, *after = state + d_ * d_;
    const T decay = gate(head.decay, t * head.gate_row), write = gate(head.write, t * head.gate_row);
    std::fill_n(d_error, d_, T(0));
    for (std::int64_t i = 0; i < d_; ++i) {
      T* const d_row = d_state + i * d_;
      const T query = scale_ * q[i];
      ASSAY_IVDEP
      for (std::int64_t j = 0; j < d_; ++j) {
        d_row[j] += query * up[j];
        d_error[j] += k[i] * d_row[j];
      }
      head.d_q[at + i] = scale_ * dot(after + i * d_, up, d_);
      head.d_k[at + i] = write * dot(d_row, error, d_);
    }
    if (head.write) {
      head.d_write[t * head.gate_row] = dot(d_error, error, d_);
      for (std::int64_t j = 0; j < d_; ++j) d_error[j] *= write;
    }
    std::copy_n(d_error, d_, head.d_v + at);
    T d_decay = 0;
    for (std::int64_t i = 0; i < d_; ++i) {
      T* const d_row = d_state + i * d_;
      const T* before = state + i * d_;
      if (head.write) {
        head.d_k[at + i] -= decay * dot(before, d_error, d_);
        ASSAY_IVDEP
        for (std::int64_t j = 0; j < d_; ++j) d_row[j] -= k[i] * d_error[j];
      }
      if (!head.decay) continue;
      d_decay += dot(d_row, before, d_);
      for (std::int64_t j = 0; j < d_; ++j) d_row[j] *= decay;
    }
    if (head.decay) head.d_decay[t * head.gate_row] = d_decay;
  }

  std::int64_t d_ = 1, steps_ = 1;
  T scale_ = 1;
  std::int64_t stretch_ = 1;  ///< steps from one S that is kept to the next
};

}  // namespace assay
