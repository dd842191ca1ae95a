#pragma once
/// What min_gru and min_lstm share: recurrences whose gates do not look at the state, so that all products are made
/// before time begins, and what is left of a step is
///   h_t = a_t h_{t-1} + (1 - a_t) c_t,   c_t = f(W x_t + b)
/// Feng, Tung, Ahmed, Bengio & Hajimirsadeghi 2024, "Were RNNs all we needed?", arXiv:2410.01201. [N,T,F] ->
/// [N,T,units]; weight [(G+1) units,F] (rows of the G gates, then of c) and bias start uniform(1/sqrt F). Where
/// sequences end early (pass.lengths), the states of padding are 0 and nothing flows back through it.
///
/// A gate is a class template over the number type with
///   kGates
///   open(gates, size, keep)             gates [G,size]: in products, out what derive() wants; keep = a
///   derive(gates, size, keep, d_keep, d_gates)   the gradients of the products from that of a

#include <cmath>
#include <cstdint>

#include <assay/inner_activation.hpp>
#include <assay/ivdep.hpp>

#include "projection.hpp"

namespace assay {

template <class T, template <class> class Gate>
class MinRecurrent : public Layer<T> {
 public:
  explicit MinRecurrent(const Arguments<T>& a)
      : activation_(a.activation("activation")), units_(a.integer("units")), bias_(a.boolean("bias")) {}

  Plan plan(const Shape& input) override {
    if (input.rank() != 3) throw Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
    features_ = input[2];
    Plan plan{.output = {input[0], input[1], units_}};
    const Initial initial = Initial::uniform(1 / std::sqrt(static_cast<double>(features_)));
    plan.parameters.push_back({"weight", {kPlanes * units_, features_}, initial});
    if (bias_) plan.parameters.push_back({"bias", {kPlanes * units_}, initial});
    activation_.plan(plan.parameters, units_, false, "activation_");
    const std::int64_t plane = plan.output.size();
    plan.saved = static_cast<std::size_t>(plane * (kPlanes + (keeps_products() ? 2 : 1)));
    plan.scratch = static_cast<std::size_t>(plane * (kPlanes + 1));
    plan.reads_output = true;
    plan.operations = static_cast<double>(input[1] * units_) * (2.0 * static_cast<double>(kPlanes * features_) + 4.0);
    return plan;
  }

  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override {
    const Memory memory(*this, pass, y.size());
    for (std::int64_t i = 0; i < kPlanes; ++i)
      projection(pass, x).forward(x.data, weight(pass, i), bias_ ? pass.parameters[1].data + i * units_ : nullptr,
                                  memory.gates + i * y.size());
    Gate<T>::open(memory.gates, y.size(), memory.keep);
    const std::span<T> candidates = memory.candidates;
    if (keeps_products()) std::ranges::copy(candidates, memory.products.begin());
    activation_.forward(own(pass), candidates, candidates);
    for_sequences(pass, y, [&](std::int64_t start, std::int64_t steps) {
      const T *a = memory.keep + start, *c = candidates.data() + start;
      T* h = y.data + start;
      ASSAY_IVDEP
      for (std::int64_t i = 0; i < steps * units_; ++i) h[i] = (T(1) - a[i]) * c[i];
      for (std::int64_t t = 1; t < steps; ++t) {
        T* const now = h + t * units_;
        ASSAY_IVDEP
        for (std::int64_t u = 0; u < units_; ++u) now[u] += a[t * units_ + u] * now[u - units_];
      }
      std::fill(h + steps * units_, h + y.sample_size(), T(0));
    });
  }

  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override {
    const Memory memory(*this, pass, y.size());
    T* const d_gates = pass.scratch.data();
    const std::span<T> d_candidates{d_gates + kGates * y.size(), static_cast<std::size_t>(y.size())};
    T* const d_keep = d_gates + kPlanes * y.size();
    for_sequences(pass, y, [&](std::int64_t start, std::int64_t steps) {
      go_back(memory, y.data + start, dy.data + start, start, steps, d_candidates.data() + start, d_keep + start);
      for (T* plane : {d_candidates.data(), d_keep})
        std::fill(plane + start + steps * units_, plane + start + y.sample_size(), T(0));
    });
    Gate<T>::derive(memory.gates, y.size(), memory.keep, d_keep, d_gates);
    activation_.backward(own(pass), memory.products, memory.candidates, d_candidates, d_candidates,
                         dparameters.empty() ? dparameters : dparameters.subspan(first_own()));
    for (std::int64_t i = 0; i < kPlanes; ++i) {
      const T* up = d_gates + i * y.size();
      if (!dparameters.empty())
        projection(pass, x).learn(x.data, up, dparameters[0].data + i * units_ * features_,
                                  bias_ ? dparameters[1].data + i * units_ : nullptr);
      if (dx) projection(pass, x).pass_down(up, weight(pass, i), dx.data, {i > 0 ? dx.data : nullptr, features_});
    }
  }

 private:
  static constexpr std::int64_t kGates = Gate<T>::kGates, kPlanes = kGates + 1;

  /// Planes [N,T,units].
  struct Memory {
    Memory(const MinRecurrent& own, const Pass<T>& pass, std::int64_t plane)
        : gates(pass.saved.data()), keep(gates + kPlanes * plane) {
      const auto size = static_cast<std::size_t>(plane);
      candidates = {gates + kGates * plane, size};
      if (own.keeps_products()) products = {keep + plane, size};
    }
    T *gates, *keep;
    std::span<T> candidates, products;
  };

  bool keeps_products() const { return activation_.reads_input(); }
  std::size_t first_own() const { return bias_ ? 2 : 1; }
  std::span<const ConstView<T>> own(const Pass<T>& pass) const { return pass.parameters.subspan(first_own()); }
  const T* weight(const Pass<T>& pass, std::int64_t plane) const {
    return pass.parameters[0].data + plane * units_ * features_;
  }
  Projection<T> projection(const Pass<T>& pass, ConstView<T> x) const {
    return {pass.workers, x.size() / features_, features_, units_};
  }

  /// Calls body(first number, own steps) for each sequence.
  template <class Body>
  void for_sequences(const Pass<T>& pass, ConstView<T> y, Body body) const {
    for (std::int64_t n = 0; n < y.batch(); ++n) body(n * y.sample_size(), pass.length(n, y.shape[1]));
  }

  /// From the last step to the first; d_keep holds dLoss/dh until it becomes dLoss/da.
  void go_back(const Memory& memory, const T* h, const T* dy, std::int64_t start, std::int64_t steps, T* d_candidate,
               T* d_keep) const {
    const T *a = memory.keep + start, *c = memory.candidates.data() + start;
    for (std::int64_t t = steps; t-- > 0;) {
      const std::int64_t at = t * units_, after = t + 1 < steps ? at + units_ : -1;
      ASSAY_IVDEP
      for (std::int64_t u = 0; u < units_; ++u)
        d_keep[at + u] = dy[at + u] + (after < 0 ? T(0) : a[after + u] * d_keep[after + u]);
    }
    ASSAY_IVDEP
    for (std::int64_t i = 0; i < steps * units_; ++i) d_candidate[i] = (T(1) - a[i]) * d_keep[i];
    for (std::int64_t u = 0; u < units_; ++u) d_keep[u] *= -c[u];
    ASSAY_IVDEP
    for (std::int64_t i = units_; i < steps * units_; ++i) d_keep[i] *= h[i - units_] - c[i];
  }

  InnerActivation<T> activation_;
  std::int64_t units_, features_ = 0;
  bool bias_;
};

}  // namespace assay

#define ASSAY_MIN_RECURRENT_PARAMETERS                                                   \
  assay::integer("units", assay::required, "length of the state h", assay::at_least(1)), \
      assay::activation("activation", "identity", "of the candidate c"),                 \
      assay::boolean("bias", true, "add numbers to the products")
