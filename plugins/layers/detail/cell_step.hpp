#pragma once
/// What a recurrent cell sees of one time step, and helpers for its gates.
///
/// A cell is a class template over the number type with
///   kGates                 activated products, in PyTorch's order
///   kApart                 the gate whose hidden product is kept apart from its input product (GRU's n), or -1
///   kExtra                 other values that it wants to find again in backward, each [n,H]
/// made from Arguments, with needs_pre(), forward(step) and backward(step).

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>

#include <assay/activation.hpp>

namespace assay {

/// One step of one direction of one layer. Every array is contiguous, [n,H] for the n samples, so that an activation
/// takes one call; the arrays of one gate, or one extra, are `plane` numbers after those of the one before.
template <class T>
struct CellStep {
  std::size_t size = 0;    ///< n * H
  std::int64_t plane = 0;  ///< from gate to gate
  T* gates = nullptr;      ///< in: input plus hidden product (the input product alone for kApart); out: gate values
  T* pre = nullptr;        ///< place for what the gates' activations were given, if some slope needs it; else null
  T* hidden = nullptr;     ///< the hidden product of kApart
  T* extras = nullptr;
  const T* extras_before = nullptr;  ///< of the step before; null at the first step
  const T* output_before = nullptr;  ///< h of the step before; null at the first step
  T* output = nullptr;               ///< h

  // backward only:
  T* d_output = nullptr;         ///< dLoss/dh; the cell may overwrite it
  T* d_output_before = nullptr;  ///< where what flows to the step before without a product is added; null at the first
  T* d_state = nullptr;          ///< carried from step to step by the cell (the LSTM's dc); 0 at the last step
  T* d_gates = nullptr;          ///< out: dLoss/d(input product)
  T* d_hidden = nullptr;         ///< out: dLoss/d(hidden product) of kApart

  T* gate(std::int64_t which) const { return gates + which * plane; }
  T* d_gate(std::int64_t which) const { return d_gates + which * plane; }
  T* extra(std::int64_t which) const { return extras + which * plane; }

  /// A gate's product becomes its value.
  void activate(const Activation<T>& f, std::int64_t which) const {
    const std::span<T> values{gate(which), size};
    if (pre) std::copy(values.begin(), values.end(), pre + which * plane);
    f.forward(values, values);
  }

  /// The gradient of a gate's value becomes that of its product.
  void derive(const Activation<T>& f, std::int64_t which) const {
    const std::span<T> gradient{d_gate(which), size};
    const std::span<const T> x = pre ? std::span<const T>(pre + which * plane, size) : std::span<const T>();
    f.backward(x, {gate(which), size}, gradient, gradient);
  }
};

template <class T>
bool needs_input(const Activation<T>& f) {
  return f.slope_from() == SlopeFrom::input;
}

}  // namespace assay
