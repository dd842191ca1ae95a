// lstm: long short-term memory, [N,T,F] -> [N,T,units]. Hochreiter & Schmidhuber 1997, with the forget gate of Gers,
// Schmidhuber & Cummins 2000; as PyTorch's LSTM, gates in the order i f g o:
//   i, f, o = s(W x_t + b + U h_{t-1} + c),  g = a(...),  c_t = f c_{t-1} + i g,  h_t = o a(c_t)
// with s the `gate` function (sigmoid) and a the `activation` (tanh), which stands in both places.
#include "detail/recurrent.hpp"

template <class T>
class LstmCell {
 public:
  static constexpr std::int64_t kGates = 4;
  static constexpr std::int64_t kExtra = 2;  // c, a(c)
  static constexpr bool kKeepsHiddenApart = false;

  explicit LstmCell(const assay::Arguments<T>& a)
      : activation_(a.activation("activation")), gate_(a.activation("gate")) {}
  bool needs_pre() const { return assay::needs_input(*activation_) || assay::needs_input(*gate_); }

  void forward(const assay::CellStep<T>& s) const {
    const std::int64_t row = kGates * s.h;
    assay::activate_columns(*gate_, s.gates, s.pre, s.n, row, 0, 2 * s.h);
    assay::activate_columns(*activation_, s.gates, s.pre, s.n, row, 2 * s.h, s.h);
    assay::activate_columns(*gate_, s.gates, s.pre, s.n, row, 3 * s.h, s.h);
    T *c = s.extra, *squashed = s.extra + s.n * s.h;
    for (std::int64_t i = 0; i < s.n; ++i) {
      const T* g = s.gates + i * row;
      for (std::int64_t u = 0; u < s.h; ++u) c[i * s.h + u] = g[u] * g[2 * s.h + u];
      if (!s.extra_before) continue;
      for (std::int64_t u = 0; u < s.h; ++u) c[i * s.h + u] += g[s.h + u] * s.extra_before[i * s.h + u];
    }
    const auto size = static_cast<std::size_t>(s.n * s.h);
    activation_->forward({c, size}, {squashed, size});
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < s.h; ++u)
        s.output[i * s.stride + u] = s.gates[i * row + 3 * s.h + u] * squashed[i * s.h + u];
  }

  void backward(const assay::CellStep<T>& s) const {
    const std::int64_t row = kGates * s.h;
    const auto size = static_cast<std::size_t>(s.n * s.h);
    const T *c = s.extra, *squashed = s.extra + s.n * s.h;
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < s.h; ++u) {
        const std::int64_t at = i * s.h + u;
        s.d_gates[i * row + 3 * s.h + u] = s.d_output[at] * squashed[at];
        s.d_output[at] *= s.gates[i * row + 3 * s.h + u];
      }
    activation_->backward({c, size}, {squashed, size}, {s.d_output, size}, {s.d_output, size});
    for (std::int64_t i = 0; i < s.n; ++i) {
      const T* g = s.gates + i * row;
      T* d = s.d_gates + i * row;
      for (std::int64_t u = 0; u < s.h; ++u) {
        const std::int64_t at = i * s.h + u;
        const T dc = s.d_state[at] + s.d_output[at];
        d[u] = dc * g[2 * s.h + u];
        d[s.h + u] = s.extra_before ? dc * s.extra_before[at] : T(0);
        d[2 * s.h + u] = dc * g[u];
        s.d_state[at] = dc * g[s.h + u];
        s.d_output[at] = T(0);
      }
    }
    assay::derive_columns(*gate_, s.gates, s.pre, s.d_gates, s.n, row, 0, 2 * s.h);
    assay::derive_columns(*activation_, s.gates, s.pre, s.d_gates, s.n, row, 2 * s.h, s.h);
    assay::derive_columns(*gate_, s.gates, s.pre, s.d_gates, s.n, row, 3 * s.h, s.h);
  }

 private:
  std::shared_ptr<const assay::Activation<T>> activation_, gate_;
};

template <class T>
using Lstm = assay::Recurrent<T, LstmCell>;

ASSAY_LAYER(Lstm, "lstm", "c_t = f c_{t-1} + i g, h_t = o tanh(c_t): [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the states h and c", assay::at_least(1)),
            assay::activation("activation", "tanh", "of the candidate g and of the state c"),
            assay::activation("gate", "sigmoid", "of the gates i, f and o"), ASSAY_RECURRENT_PARAMETERS)
