// min_lstm: an LSTM whose gates do not look at the state and share out one whole, [N,T,F] -> [N,T,units]:
//   f, i = s(W x_t + b),  c = a(W' x_t + b'),  h_t = (f h_{t-1} + i c) / (f + i)
// with s the sigmoid and a the `activation`, of which the paper's plain form has none; rows of f, i, c in this order.
// Feng et al. 2024, arXiv:2410.01201; see detail/min_recurrent.hpp.
#include "detail/min_recurrent.hpp"

template <class T>
struct MinLstmGate {
  static constexpr std::int64_t kGates = 2;

  static void open(T* gates, std::int64_t size, T* keep) {
    T *f = gates, *i = gates + size;
    ASSAY_IVDEP
    for (std::int64_t u = 0; u < size; ++u) {
      f[u] = assay::sigmoid(f[u]);
      i[u] = assay::sigmoid(i[u]);
      keep[u] = f[u] / (f[u] + i[u]);
    }
  }

  /// With a = f / (f + i): da/df = a (1 - a) / f.
  static void derive(const T* gates, std::int64_t size, const T* keep, const T* d_keep, T* d_gates) {
    const T *f = gates, *i = gates + size;
    ASSAY_IVDEP
    for (std::int64_t u = 0; u < size; ++u) {
      const T slope = d_keep[u] * keep[u] * (T(1) - keep[u]);
      d_gates[u] = slope * (T(1) - f[u]);
      d_gates[size + u] = -slope * (T(1) - i[u]);
    }
  }
};

template <class T>
using MinLstm = assay::MinRecurrent<T, MinLstmGate>;

ASSAY_LAYER(MinLstm, "min_lstm", "h_t = (f h_{t-1} + i c) / (f + i), all of x_t alone: [N,T,F] -> [N,T,units]",
            ASSAY_MIN_RECURRENT_PARAMETERS)
