// lstm: long short-term memory, [N,T,F] -> [N,T,units]. Hochreiter & Schmidhuber 1997, with the forget gate of Gers,
// Schmidhuber & Cummins 2000; as PyTorch's LSTM, gates in the order i f g o:
//   i, f, o = s(W x_t + b + U h_{t-1} + c),  g = a(...),  c_t = f c_{t-1} + i g,  h_t = o a(c_t)
// with s the `gate` function (sigmoid) and a the `activation` (tanh), which stands in both places.
#include "detail/recurrent.hpp"

template <class T>
class LstmCell {
 public:
  static constexpr std::int64_t kGates = 4;
  static constexpr std::int64_t kApart = -1;
  static constexpr std::int64_t kExtra = 2;  // c, a(c)

  explicit LstmCell(const assay::Arguments<T>& a)
      : activation_(a.activation("activation")), gate_(a.activation("gate")) {}
  bool needs_pre() const { return assay::needs_input(*activation_) || assay::needs_input(*gate_); }

  void forward(const assay::CellStep<T>& s) const {
    for (const std::int64_t gate : {kInput, kForget, kOutput}) s.activate(*gate_, gate);
    s.activate(*activation_, kCandidate);
    const T *i = s.gate(kInput), *f = s.gate(kForget), *g = s.gate(kCandidate), *o = s.gate(kOutput);
    T *c = s.extra(0), *squashed = s.extra(1), *h = s.output;
    const T* before = s.extras_before;
    const std::size_t size = s.size;
    if (before) {
#pragma GCC ivdep
      for (std::size_t u = 0; u < size; ++u) c[u] = f[u] * before[u] + i[u] * g[u];
    } else {
#pragma GCC ivdep
      for (std::size_t u = 0; u < size; ++u) c[u] = i[u] * g[u];
    }
    activation_->forward({c, size}, {squashed, size});
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) h[u] = o[u] * squashed[u];
  }

  void backward(const assay::CellStep<T>& s) const {
    const T *i = s.gate(kInput), *f = s.gate(kForget), *g = s.gate(kCandidate), *o = s.gate(kOutput);
    const T *c = s.extra(0), *squashed = s.extra(1), *before = s.extras_before;
    T *di = s.d_gate(kInput), *df = s.d_gate(kForget), *dg = s.d_gate(kCandidate), *d_o = s.d_gate(kOutput);
    T *dh = s.d_output, *dc = s.d_state;
    const std::size_t size = s.size;
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) {
      d_o[u] = dh[u] * squashed[u];
      dh[u] *= o[u];
    }
    activation_->backward({c, size}, {squashed, size}, {dh, size}, {dh, size});
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) {
      const T d = dc[u] + dh[u];
      di[u] = d * g[u];
      df[u] = d;
      dg[u] = d * i[u];
      dc[u] = d * f[u];
    }
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) df[u] = before ? df[u] * before[u] : T(0);
    for (const std::int64_t gate : {kInput, kForget, kOutput}) s.derive(*gate_, gate);
    s.derive(*activation_, kCandidate);
  }

 private:
  static constexpr std::int64_t kInput = 0, kForget = 1, kCandidate = 2, kOutput = 3;

  std::shared_ptr<const assay::Activation<T>> activation_, gate_;
};

template <class T>
using Lstm = assay::Recurrent<T, LstmCell>;

ASSAY_LAYER(Lstm, "lstm", "c_t = f c_{t-1} + i g, h_t = o tanh(c_t): [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the states h and c", assay::at_least(1)),
            assay::activation("activation", "tanh", "of the candidate g and of the state c"),
            assay::activation("gate", "sigmoid", "of the gates i, f and o"), ASSAY_RECURRENT_PARAMETERS)
