// lstm: long short-term memory, [N,T,F] -> [N,T,units]. Hochreiter & Schmidhuber 1997, with the forget gate of Gers,
// Schmidhuber & Cummins 2000; as PyTorch's LSTM, gates in the order i f g o:
//   i, f, o = s(W x_t + b + U h_{t-1} + c),  g = a(...),  c_t = f c_{t-1} + i g,  h_t = o a(c_t)
// with s the `gate` function (sigmoid) and a the `activation` (tanh), which stands in both places. With `peephole` the
// gates also see the state (Gers, Schraudolph & Schmidhuber 2002): p_i c_{t-1}, p_f c_{t-1} and p_o c_t are added
// before s, element by element; weight_peephole_l0 [3,units] holds p_i, p_f, p_o and starts as the other weights do.
#include <assay/ivdep.hpp>

#include "detail/recurrent.hpp"

template <class T>
class LstmCell : public assay::PlainCell<T> {
 public:
  static constexpr std::int64_t kGates = 4;
  static constexpr std::int64_t kForget = 1;
  static constexpr std::int64_t kApart = -1;
  static constexpr std::int64_t kExtra = 2;  // c, a(c)

  explicit LstmCell(const assay::Arguments<T>& a)
      : activation_(a.activation("activation")), gate_(a.activation("gate")), peephole_(a.boolean("peephole")) {}
  bool needs_pre() const { return activation_.reads_input() || gate_.reads_input(); }

  void plan(std::vector<assay::ParameterPlan>& into, std::int64_t units, const std::string& suffix) {
    activation_.plan(into, units, false, "activation_", suffix);
    gate_.plan(into, units, false, "gate_", suffix);
    const double bound = 1 / std::sqrt(static_cast<double>(units));
    if (peephole_) into.push_back({"weight_peephole" + suffix, {3, units}, assay::Initial::uniform(bound)});
  }

  void forward(const assay::CellStep<T>& s) {
    if (peephole_ && s.extras_before) {
      look(s, kInput, 0, s.extras_before);
      look(s, kForget, 1, s.extras_before);
    }
    for (const std::int64_t gate : {kInput, kForget}) s.activate(gate_, gate_tensors(), gate);
    if (!peephole_) s.activate(gate_, gate_tensors(), kOutput);
    s.activate(activation_, 0, kCandidate);
    const T *i = s.gate(kInput), *f = s.gate(kForget), *g = s.gate(kCandidate), *o = s.gate(kOutput);
    T *c = s.extra(0), *squashed = s.extra(1), *h = s.output;
    const T* before = s.extras_before;
    const std::size_t size = s.size;
    if (before) {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) c[u] = f[u] * before[u] + i[u] * g[u];
    } else {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < size; ++u) c[u] = i[u] * g[u];
    }
    if (peephole_) {
      look(s, kOutput, 2, c);
      s.activate(gate_, gate_tensors(), kOutput);
    }
    activation_.forward(s.own_of(0, activation_), {c, size}, {squashed, size});
    ASSAY_IVDEP
    for (std::size_t u = 0; u < size; ++u) h[u] = o[u] * squashed[u];
  }

  void backward(const assay::CellStep<T>& s) {
    const T *i = s.gate(kInput), *f = s.gate(kForget), *g = s.gate(kCandidate), *o = s.gate(kOutput);
    const T *c = s.extra(0), *squashed = s.extra(1), *before = s.extras_before;
    T *di = s.d_gate(kInput), *df = s.d_gate(kForget), *dg = s.d_gate(kCandidate), *d_o = s.d_gate(kOutput);
    T *dh = s.d_output, *dc = s.d_state;
    const std::size_t size = s.size;
    ASSAY_IVDEP
    for (std::size_t u = 0; u < size; ++u) {
      d_o[u] = dh[u] * squashed[u];
      dh[u] *= o[u];
    }
    activation_.backward(s.own_of(0, activation_), {c, size}, {squashed, size}, {dh, size}, {dh, size},
                         s.d_own_of(0, activation_));
    s.derive(gate_, gate_tensors(), kOutput);
    if (peephole_) look_back(s, kOutput, 2, c, dc);
    ASSAY_IVDEP
    for (std::size_t u = 0; u < size; ++u) {
      const T d = dc[u] + dh[u];
      di[u] = d * g[u];
      df[u] = before ? d * before[u] : T(0);
      dg[u] = d * i[u];
      dc[u] = d * f[u];
    }
    for (const std::int64_t gate : {kInput, kForget}) s.derive(gate_, gate_tensors(), gate);
    s.derive(activation_, 0, kCandidate);
    if (!peephole_ || !before) return;
    look_back(s, kInput, 0, before, dc);
    look_back(s, kForget, 1, before, dc);
  }

 private:
  /// Where the gate function's tensors, and then the peepholes, begin among the cell's own.
  std::size_t gate_tensors() const { return activation_.learned(); }
  std::size_t peepholes() const { return gate_tensors() + gate_.learned(); }

  /// Adds what a gate sees of the state to its product.
  void look(const assay::CellStep<T>& s, std::int64_t gate, std::size_t row, const T* state) const {
    const T* weight = s.own[peepholes()].data + row * s.units;
    T* product = s.gate(gate);
    for (std::size_t start = 0; start < s.size; start += s.units) ASSAY_IVDEP
    for (std::size_t u = 0; u < s.units; ++u) product[start + u] += weight[u] * state[start + u];
  }

  /// From a gate's product to the state that it saw, and to the weights.
  void look_back(const assay::CellStep<T>& s, std::int64_t gate, std::size_t row, const T* state, T* d_state) const {
    const T* weight = s.own[peepholes()].data + row * s.units;
    const T* gradient = s.d_gate(gate);
    T* d_weight = s.d_own.empty() ? nullptr : s.d_own[peepholes()].data + row * s.units;
    for (std::size_t start = 0; start < s.size; start += s.units) {
      ASSAY_IVDEP
      for (std::size_t u = 0; u < s.units; ++u) d_state[start + u] += weight[u] * gradient[start + u];
      if (!d_weight) continue;
      ASSAY_IVDEP
      for (std::size_t u = 0; u < s.units; ++u) d_weight[u] += gradient[start + u] * state[start + u];
    }
  }

  static constexpr std::int64_t kInput = 0, kCandidate = 2, kOutput = 3;

  assay::InnerActivation<T> activation_, gate_;
  bool peephole_;
};

template <class T>
using Lstm = assay::Recurrent<T, LstmCell>;

ASSAY_LAYER(Lstm, "lstm", "c_t = f c_{t-1} + i g, h_t = o tanh(c_t): [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the states h and c", assay::at_least(1)),
            assay::activation("activation", "tanh", "of the candidate g and of the state c"),
            assay::activation("gate", "sigmoid", "of the gates i, f and o"), ASSAY_RECURRENT_PARAMETERS,
            assay::boolean("peephole", false, "the gates see the state c"))
