// gru: the gated recurrent unit, [N,T,F] -> [N,T,units]. Cho et al. 2014, arXiv:1406.1078; as PyTorch's GRU, gates in
// the order r z n, the reset gate applied after the hidden product:
//   r, z = s(W x_t + b + U h_{t-1} + c),  n = a(W x_t + b + r (U h_{t-1} + c)),  h_t = (1 - z) n + z h_{t-1}
// with s the `gate` function (sigmoid) and a the `activation` (tanh).
#include "detail/recurrent.hpp"

template <class T>
class GruCell {
 public:
  static constexpr std::int64_t kGates = 3;
  static constexpr std::int64_t kApart = 2;
  static constexpr std::int64_t kExtra = 1;  // the hidden product of n

  explicit GruCell(const assay::Arguments<T>& a)
      : activation_(a.activation("activation")), gate_(a.activation("gate")) {}
  bool needs_pre() const { return assay::needs_input(*activation_) || assay::needs_input(*gate_); }

  void forward(const assay::CellStep<T>& s) const {
    for (const std::int64_t gate : {kReset, kUpdate}) s.activate(*gate_, gate);
    const T *r = s.gate(kReset), *z = s.gate(kUpdate), *product = s.hidden, *before = s.output_before;
    T *n = s.gate(kNew), *kept = s.extra(0), *h = s.output;
    const std::size_t size = s.size;
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) {
      kept[u] = product[u];
      n[u] += r[u] * product[u];
    }
    s.activate(*activation_, kNew);
    if (before) {
#pragma GCC ivdep
      for (std::size_t u = 0; u < size; ++u) h[u] = (T(1) - z[u]) * n[u] + z[u] * before[u];
    } else {
#pragma GCC ivdep
      for (std::size_t u = 0; u < size; ++u) h[u] = (T(1) - z[u]) * n[u];
    }
  }

  void backward(const assay::CellStep<T>& s) const {
    const T *r = s.gate(kReset), *z = s.gate(kUpdate), *n = s.gate(kNew), *product = s.extra(0);
    const T *dh = s.d_output, *before = s.output_before;
    T *dr = s.d_gate(kReset), *dz = s.d_gate(kUpdate), *dn = s.d_gate(kNew), *d_product = s.d_hidden;
    T* through = s.d_output_before;
    const std::size_t size = s.size;
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) {
      dz[u] = -dh[u] * n[u];
      dn[u] = dh[u] * (T(1) - z[u]);
    }
    if (before) {
#pragma GCC ivdep
      for (std::size_t u = 0; u < size; ++u) {
        dz[u] += dh[u] * before[u];
        through[u] += dh[u] * z[u];
      }
    }
    s.derive(*activation_, kNew);
#pragma GCC ivdep
    for (std::size_t u = 0; u < size; ++u) {
      dr[u] = dn[u] * product[u];
      d_product[u] = dn[u] * r[u];
    }
    for (const std::int64_t gate : {kReset, kUpdate}) s.derive(*gate_, gate);
  }

 private:
  static constexpr std::int64_t kReset = 0, kUpdate = 1, kNew = 2;

  std::shared_ptr<const assay::Activation<T>> activation_, gate_;
};

template <class T>
using Gru = assay::Recurrent<T, GruCell>;

ASSAY_LAYER(Gru, "gru", "h_t = (1 - z) n + z h_{t-1}: [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the state h", assay::at_least(1)),
            assay::activation("activation", "tanh", "of the candidate n"),
            assay::activation("gate", "sigmoid", "of the gates r and z"), ASSAY_RECURRENT_PARAMETERS)
