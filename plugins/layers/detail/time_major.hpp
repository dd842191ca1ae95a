#pragma once
/// Sequences with time outermost, [T,N,F]: all samples of a step lie in one piece. To and from the runner's [N,T,F].

#include <algorithm>
#include <cstdint>

namespace assay {

/// from [n,steps,row] to [steps,n,features]: the first `features` of each row.
template <class T>
void to_time_major(const T* from, T* to, std::int64_t n, std::int64_t steps, std::int64_t features, std::int64_t row) {
  for (std::int64_t t = 0; t < steps; ++t)
    for (std::int64_t i = 0; i < n; ++i)
      std::copy_n(from + (i * steps + t) * row, features, to + (t * n + i) * features);
}

/// The way back.
template <class T>
void to_batch_major(const T* from, T* to, std::int64_t n, std::int64_t steps, std::int64_t features, std::int64_t row) {
  for (std::int64_t i = 0; i < n; ++i)
    for (std::int64_t t = 0; t < steps; ++t)
      std::copy_n(from + (t * n + i) * features, features, to + (i * steps + t) * row);
}

}  // namespace assay
