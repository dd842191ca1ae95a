// min_gru: a GRU whose gate and candidate do not look at the state, [N,T,F] -> [N,T,units]:
//   z = s(W x_t + b),  c = f(W' x_t + b'),  h_t = (1 - z) h_{t-1} + z c
// with s the sigmoid and f the `activation`, of which the paper's plain form has none. Feng et al. 2024,
// arXiv:2410.01201; see detail/min_recurrent.hpp.
#include "detail/min_recurrent.hpp"

template <class T>
struct MinGruGate {
  static constexpr std::int64_t kGates = 1;

  static void open(T* z, std::int64_t size, T* keep) {
    ASSAY_IVDEP
    for (std::int64_t i = 0; i < size; ++i) {
      z[i] = assay::sigmoid(z[i]);
      keep[i] = T(1) - z[i];
    }
  }

  static void derive(const T* z, std::int64_t size, const T*, const T* d_keep, T* d_z) {
    ASSAY_IVDEP
    for (std::int64_t i = 0; i < size; ++i) d_z[i] = -d_keep[i] * z[i] * (T(1) - z[i]);
  }
};

template <class T>
using MinGru = assay::MinRecurrent<T, MinGruGate>;

ASSAY_LAYER(MinGru, "min_gru", "h_t = (1 - z) h_{t-1} + z c, z and c of x_t alone: [N,T,F] -> [N,T,units]",
            ASSAY_MIN_RECURRENT_PARAMETERS)
