// rnn: the plain recurrent network, h_t = f(W x_t + b + U h_{t-1} + c), [N,T,F] -> [N,T,units].
// Elman 1990, "Finding structure in time"; as PyTorch's RNN.
#include "detail/recurrent.hpp"

template <class T>
class RnnCell : public assay::PlainCell<T> {
 public:
  static constexpr std::int64_t kGates = 1;
  static constexpr std::int64_t kApart = -1;
  static constexpr std::int64_t kExtra = 0;

  explicit RnnCell(const assay::Arguments<T>& a) : f_(a.activation("activation")) {}
  bool needs_pre() const { return false; }  // the gate keeps what f was given, its value is the output
  void plan(std::vector<assay::ParameterPlan>& into, std::int64_t units, const std::string& suffix) {
    f_.plan(into, units, false, "activation_", suffix);
  }

  void forward(const assay::CellStep<T>& s) { f_.forward(s.own, {s.gates, s.size}, {s.output, s.size}); }

  void backward(const assay::CellStep<T>& s) {
    f_.backward(s.own, {s.gates, s.size}, {s.output, s.size}, {s.d_output, s.size}, {s.d_gates, s.size}, s.d_own);
  }

 private:
  assay::InnerActivation<T> f_;
};

template <class T>
using Rnn = assay::Recurrent<T, RnnCell>;

ASSAY_LAYER(Rnn, "rnn", "h_t = f(W x_t + b + U h_{t-1} + c): [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the state h", assay::at_least(1)),
            assay::activation("activation", "tanh", "f"), ASSAY_RECURRENT_PARAMETERS)
