// rnn: the plain recurrent network, h_t = f(W x_t + b + U h_{t-1} + c), [N,T,F] -> [N,T,units].
// Elman 1990, "Finding structure in time"; as PyTorch's RNN.
#include "detail/recurrent.hpp"

template <class T>
class RnnCell {
 public:
  static constexpr std::int64_t kGates = 1;
  static constexpr std::int64_t kExtra = 0;
  static constexpr bool kKeepsHiddenApart = false;

  explicit RnnCell(const assay::Arguments<T>& a) : f_(a.activation("activation")) {}
  bool needs_pre() const { return assay::needs_input(*f_); }

  void forward(const assay::CellStep<T>& s) const {
    const std::span<T> gates{s.gates, static_cast<std::size_t>(s.n * s.h)};
    if (s.pre) std::copy(gates.begin(), gates.end(), s.pre);
    f_->forward(gates, gates);
    for (std::int64_t i = 0; i < s.n; ++i) std::copy_n(s.gates + i * s.h, s.h, s.output + i * s.stride);
  }

  void backward(const assay::CellStep<T>& s) const {
    const auto size = static_cast<std::size_t>(s.n * s.h);
    const std::span<const T> pre = s.pre ? std::span<const T>(s.pre, size) : std::span<const T>();
    f_->backward(pre, {s.gates, size}, {s.d_output, size}, {s.d_gates, size});
    std::fill_n(s.d_output, size, T(0));
  }

 private:
  std::shared_ptr<const assay::Activation<T>> f_;
};

template <class T>
using Rnn = assay::Recurrent<T, RnnCell>;

ASSAY_LAYER(Rnn, "rnn", "h_t = f(W x_t + b + U h_{t-1} + c): [N,T,F] -> [N,T,units]",
            assay::integer("units", assay::required, "length of the state h", assay::at_least(1)),
            assay::activation("activation", "tanh", "f"), ASSAY_RECURRENT_PARAMETERS)
