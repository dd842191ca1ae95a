#pragma once
/// What a recurrent cell sees of one time step, and helpers for its gates.
///
/// A cell is a class template over the number type with
///   kGates                 activated products, in PyTorch's order
///   kApart                 the gate whose hidden product is kept apart from its input product (GRU's n), or -1
///   kExtra                 other values that it wants to find again in backward, each [n,H]
/// made from Arguments, with
///   plan(into, units, suffix)    appends the learned tensors of its own: of activations, peepholes
///   needs_pre()                  whether gates keep what their activations were given
///   resets_first()               whether the hidden product of kApart is of what reset() leaves in extra 0
///   reset(step), backward_reset(step, gradient of extra 0)   only called if so
///   forward(step), backward(step)

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>

#include <assay/inner_activation.hpp>

namespace assay {

/// One step of one direction of one layer. Every array is contiguous, [n,H] for the n samples, so that an activation
/// takes one call; the arrays of one gate, or one extra, are `plane` numbers after those of the one before.
template <class T>
struct CellStep {
  std::size_t size = 0;    ///< n * H
  std::size_t units = 0;   ///< H
  std::int64_t plane = 0;  ///< from gate to gate
  T* gates = nullptr;      ///< in: input plus hidden product (the input product alone for kApart); out: gate values
  T* pre = nullptr;        ///< place for what the gates' activations were given, if some slope needs it; else null
  T* hidden = nullptr;     ///< the hidden product of kApart
  T* extras = nullptr;
  const T* extras_before = nullptr;     ///< of the step before; null at the first step
  const T* output_before = nullptr;     ///< h of the step before; null at the first step
  T* output = nullptr;                  ///< h
  std::span<const ConstView<T>> own{};  ///< the cell's own learned tensors, in the order of its plan()

  // backward only:
  T* d_output = nullptr;         ///< dLoss/dh; the cell may overwrite it
  T* d_output_before = nullptr;  ///< where what flows to the step before without a product is added; null at the first
  T* d_state = nullptr;          ///< carried from step to step by the cell (the LSTM's dc); 0 at the last step
  T* d_gates = nullptr;          ///< out: dLoss/d(input product)
  T* d_hidden = nullptr;         ///< out: dLoss/d(hidden product) of kApart
  std::span<const View<T>> d_own{};  ///< added to; empty: frozen

  T* gate(std::int64_t which) const { return gates + which * plane; }
  T* d_gate(std::int64_t which) const { return d_gates + which * plane; }
  T* extra(std::int64_t which) const { return extras + which * plane; }

  /// Some samples of the step.
  CellStep samples(std::size_t first, std::size_t count) const {
    CellStep some = *this;
    some.size = count * units;
    const auto move = [offset = first * units](auto&... arrays) { ((arrays += arrays ? offset : 0), ...); };
    move(some.gates, some.pre, some.hidden, some.extras, some.extras_before, some.output_before, some.output);
    move(some.d_output, some.d_output_before, some.d_state, some.d_gates, some.d_hidden);
    return some;
  }

  /// Calls body(samples) for some at a time, whose arrays stay in the first-level cache while a cell passes over them
  /// again and again.
  template <class Body>
  void in_pieces(Body body) const {
    constexpr std::size_t kNumbers = 1024;
    const std::size_t all = size / units, most = std::max<std::size_t>(1, kNumbers / units);
    for (std::size_t first = 0; first < all; first += most) body(samples(first, std::min(most, all - first)));
  }

  /// The tensors of one of the cell's activations among its own.
  std::span<const ConstView<T>> own_of(std::size_t first, const InnerActivation<T>& f) const {
    return own.subspan(first, f.learned());
  }
  std::span<const View<T>> d_own_of(std::size_t first, const InnerActivation<T>& f) const {
    return d_own.empty() ? d_own : d_own.subspan(first, f.learned());
  }

  /// A gate's product becomes its value. `first` is where the activation's tensors begin among the cell's own.
  void activate(InnerActivation<T>& f, std::size_t first, std::int64_t which) const {
    const std::span<T> values{gate(which), size};
    if (pre) std::copy(values.begin(), values.end(), pre + which * plane);
    f.forward(own_of(first, f), values, values);
  }

  /// The gradient of a gate's value becomes that of its product.
  void derive(InnerActivation<T>& f, std::size_t first, std::int64_t which) const {
    const std::span<T> gradient{d_gate(which), size};
    const std::span<const T> x = pre ? std::span<const T>(pre + which * plane, size) : std::span<const T>();
    f.backward(own_of(first, f), x, {gate(which), size}, gradient, gradient, d_own_of(first, f));
  }
};

/// What most cells need beside their gates' formulas.
template <class T>
class PlainCell {
 public:
  bool resets_first() const { return false; }
  void reset(const CellStep<T>&) {}
  void backward_reset(const CellStep<T>&, const T*) {}
};

}  // namespace assay
