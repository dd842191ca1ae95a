// gru: the gated recurrent unit, [N,T,F] -> [N,T,units]. Cho et al. 2014, arXiv:1406.1078; as PyTorch's GRU, gates in
// the order r z n, the reset gate applied after the hidden product:
//   r, z = s(W x_t + b + U h_{t-1} + c),  n = a(W x_t + b + r (U h_{t-1} + c)),  h_t = (1 - z) n + z h_{t-1}
// with s the `gate` function (sigmoid) and a the `activation` (tanh). With `reset_after: false` the reset gate is
// applied to the state before the product, as in the paper: n = a(W x_t + b + U (r h_{t-1}) + c).
#include <assay/ivdep.hpp>

#include "detail/recurrent.hpp"

template <class T>
class GruCell {
 public:
  static constexpr std::int64_t kGates = 3;
  static constexpr std::int64_t kApart = 2;
  static constexpr std::int64_t kExtra = 1;  // the hidden product of n, or the reset state that it is a product of

  explicit GruCell(const assay::Arguments<T>& a)
      : activation_(a.activation("activation")), gate_(a.activation("gate")), after_(a.boolean("reset_after")) {}
  bool needs_pre() const { return activation_.reads_input() || gate_.reads_input(); }
  bool resets_first() const { return !after_; }

  void plan(std::vector<assay::ParameterPlan>& into, std::int64_t units, const std::string& suffix) {
    activation_.plan(into, units, false, "activation_", suffix);
    gate_.plan(into, units, false, "gate_", suffix);
  }

  void reset(const assay::CellStep<T>& s) {
    s.activate(gate_, activation_.learned(), kReset);
    const T *r = s.gate(kReset), *before = s.output_before;
    T* left = s.extra(0);
    for (std::size_t u = 0; u < s.size; ++u) left[u] = before ? r[u] * before[u] : T(0);
  }

  void forward(const assay::CellStep<T>& s) {
    if (after_) s.activate(gate_, activation_.learned(), kReset);
    s.activate(gate_, activation_.learned(), kUpdate);
    const T *r = s.gate(kReset), *z = s.gate(kUpdate), *product = s.hidden, *before = s.output_before;
    T *n = s.gate(kNew), *kept = s.extra(0), *h = s.output;
    const std::size_t size = s.size;
    if (after_) {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) {
        kept[u] = product[u];
        n[u] += r[u] * product[u];
      }
    } else {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) n[u] += product[u];
    }
    s.activate(activation_, 0, kNew);
    if (before) {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) h[u] = (T(1) - z[u]) * n[u] + z[u] * before[u];
    } else {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) h[u] = (T(1) - z[u]) * n[u];
    }
  }

  void backward(const assay::CellStep<T>& s) {
    const T *r = s.gate(kReset), *z = s.gate(kUpdate), *n = s.gate(kNew), *product = s.extra(0);
    const T *dh = s.d_output, *before = s.output_before;
    T *dr = s.d_gate(kReset), *dz = s.d_gate(kUpdate), *dn = s.d_gate(kNew), *d_product = s.d_hidden;
    T* through = s.d_output_before;
    const std::size_t size = s.size;
    ASSAY_IVDEP
    for (std::size_t u = 0; u < size; ++u) {
      dz[u] = -dh[u] * n[u];
      dn[u] = dh[u] * (T(1) - z[u]);
    }
    if (before) {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) {
        dz[u] += dh[u] * before[u];
        through[u] += dh[u] * z[u];
      }
    }
    s.derive(activation_, 0, kNew);
    s.derive(gate_, activation_.learned(), kUpdate);
    if (!after_) {
      std::copy_n(dn, size, d_product);
      return;  // r is still to come, in backward_reset()
    }
    ASSAY_IVDEP
    for (std::size_t u = 0; u < size; ++u) {
      dr[u] = dn[u] * product[u];
      d_product[u] = dn[u] * r[u];
    }
    s.derive(gate_, activation_.learned(), kReset);
  }

  void backward_reset(const assay::CellStep<T>& s, const T* gradient) {
    const T *r = s.gate(kReset), *before = s.output_before;
    T *dr = s.d_gate(kReset), *through = s.d_output_before;
    for (std::size_t u = 0; u < s.size; ++u) dr[u] = before ? gradient[u] * before[u] : T(0);
    for (std::size_t u = 0; before && u < s.size; ++u) through[u] += gradient[u] * r[u];
    s.derive(gate_, activation_.learned(), kReset);
  }

 private:
  static constexpr std::int64_t kReset = 0, kUpdate = 1, kNew = 2;

  assay::InnerActivation<T> activation_, gate_;
  bool after_;
};

template <class T>
using Gru = assay::Recurrent<T, GruCell>;

ASSAY_LAYER(Gru, "gru", "h_t = (1 - z) n + z h_{t-1}: [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the state h", assay::at_least(1)),
            assay::activation("activation", "tanh", "of the candidate n"),
            assay::activation("gate", "sigmoid", "of the gates r and z"), ASSAY_RECURRENT_PARAMETERS,
            assay::boolean("reset_after", true, "reset the hidden product instead of the state"))
