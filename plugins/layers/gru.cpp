// gru: the gated recurrent unit, [N,T,F] -> [N,T,units]. Cho et al. 2014, arXiv:1406.1078; as PyTorch's GRU, gates in
// the order r z n, the reset gate applied after the hidden product:
//   r, z = s(W x_t + b + U h_{t-1} + c),  n = a(W x_t + b + r (U h_{t-1} + c)),  h_t = (1 - z) n + z h_{t-1}
// with s the `gate` function (sigmoid) and a the `activation` (tanh).
#include "detail/recurrent.hpp"

template <class T>
class GruCell {
 public:
  static constexpr std::int64_t kGates = 3;
  static constexpr std::int64_t kExtra = 1;  // the hidden product of n
  static constexpr bool kKeepsHiddenApart = true;

  explicit GruCell(const assay::Arguments<T>& a)
      : activation_(a.activation("activation")), gate_(a.activation("gate")) {}
  bool needs_pre() const { return assay::needs_input(*activation_) || assay::needs_input(*gate_); }

  void forward(const assay::CellStep<T>& s) const {
    const std::int64_t row = kGates * s.h;
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < 2 * s.h; ++u) s.gates[i * row + u] += s.hidden[i * row + u];
    assay::activate_columns(*gate_, s.gates, s.pre, s.n, row, 0, 2 * s.h);
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < s.h; ++u) {
        const T product = s.hidden[i * row + 2 * s.h + u];
        s.extra[i * s.h + u] = product;
        s.gates[i * row + 2 * s.h + u] += s.gates[i * row + u] * product;
      }
    assay::activate_columns(*activation_, s.gates, s.pre, s.n, row, 2 * s.h, s.h);
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < s.h; ++u) {
        const T z = s.gates[i * row + s.h + u], n = s.gates[i * row + 2 * s.h + u];
        const T before = s.output_before ? s.output_before[i * s.stride + u] : T(0);
        s.output[i * s.stride + u] = (T(1) - z) * n + z * before;
      }
  }

  void backward(const assay::CellStep<T>& s) const {
    const std::int64_t row = kGates * s.h;
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < s.h; ++u) {
        const T z = s.gates[i * row + s.h + u], n = s.gates[i * row + 2 * s.h + u];
        const T before = s.output_before ? s.output_before[i * s.stride + u] : T(0);
        T& dh = s.d_output[i * s.h + u];
        s.d_gates[i * row + s.h + u] = dh * (before - n);
        s.d_gates[i * row + 2 * s.h + u] = dh * (T(1) - z);
        dh *= z;
      }
    assay::derive_columns(*activation_, s.gates, s.pre, s.d_gates, s.n, row, 2 * s.h, s.h);
    for (std::int64_t i = 0; i < s.n; ++i)
      for (std::int64_t u = 0; u < s.h; ++u) {
        const T dn = s.d_gates[i * row + 2 * s.h + u];
        s.d_gates[i * row + u] = dn * s.extra[i * s.h + u];
        s.d_hidden[i * row + 2 * s.h + u] = dn * s.gates[i * row + u];
      }
    assay::derive_columns(*gate_, s.gates, s.pre, s.d_gates, s.n, row, 0, 2 * s.h);
    for (std::int64_t i = 0; i < s.n; ++i) std::copy_n(s.d_gates + i * row, 2 * s.h, s.d_hidden + i * row);
  }

 private:
  std::shared_ptr<const assay::Activation<T>> activation_, gate_;
};

template <class T>
using Gru = assay::Recurrent<T, GruCell>;

ASSAY_LAYER(Gru, "gru", "h_t = (1 - z) n + z h_{t-1}: [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the state h", assay::at_least(1)),
            assay::activation("activation", "tanh", "of the candidate n"),
            assay::activation("gate", "sigmoid", "of the gates r and z"), ASSAY_RECURRENT_PARAMETERS)
