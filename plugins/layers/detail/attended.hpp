#pragma once
/// Which keys a query may see, and the softmax over them, row by row.

#include <algorithm>
#include <cstdint>

#include <assay/ivdep.hpp>
#include <assay/math.hpp>

#include "reductions.hpp"
#include "window.hpp"

namespace assay {

/// Query t sees the keys from t - window + 1 on, up to itself (`causal`) or to t + window - 1; window 0: all of them.
struct Sight {
  bool causal = false;
  std::int64_t window = 0;

  /// What query t sees of `length` keys.
  Interval keys_of(std::int64_t t, std::int64_t length) const {
    const std::int64_t first = window > 0 ? std::max<std::int64_t>(0, t - window + 1) : 0;
    const std::int64_t last = causal ? t + 1 : window > 0 ? t + window : length;
    return {first, std::min(last, length)};
  }

  /// What the queries first .. last-1 see together.
  Interval keys_of(Interval queries, std::int64_t length) const {
    return {keys_of(queries.first, length).first, keys_of(queries.last - 1, length).last};
  }
};

/// Scores become probabilities, e^(x_i) / sum_j e^(x_j). Returns log sum_j e^(x_j), from which exponentials() makes
/// them again.
template <class T>
T softmax_of(T* x, std::int64_t n) {
  const T largest = largest_of(x, n);
  ASSAY_IVDEP
  for (std::int64_t i = 0; i < n; ++i) x[i] = assay::exp(x[i] - largest);
  const T sum = sum_of<T>(n, [&](std::int64_t i) { return x[i]; }), inverse = T(1) / sum;
  ASSAY_IVDEP
  for (std::int64_t i = 0; i < n; ++i) x[i] *= inverse;
  return largest + assay::log(sum);
}

/// x_i becomes e^(x_i - log_sum).
template <class T>
void exponentials(T* x, std::int64_t n, T log_sum) {
  ASSAY_IVDEP
  for (std::int64_t i = 0; i < n; ++i) x[i] = assay::exp(x[i] - log_sum);
}

}  // namespace assay
