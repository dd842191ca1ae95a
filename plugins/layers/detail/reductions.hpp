#pragma once
/// One number of many. In lanes, for a single sum waits for itself; the order is the same for every caller.

#include <algorithm>
#include <cstdint>

namespace assay {

inline constexpr std::int64_t kSumLanes = 16;

/// The largest of n > 0 numbers; NaN if the first is NaN.
template <class T>
T largest_of(const T* x, std::int64_t n) {
  T lanes[kSumLanes];
  std::fill_n(lanes, kSumLanes, x[0]);
  std::int64_t i = 0;
  for (; i + kSumLanes <= n; i += kSumLanes)
    for (std::int64_t j = 0; j < kSumLanes; ++j) lanes[j] = x[i + j] > lanes[j] ? x[i + j] : lanes[j];
  for (; i < n; ++i) lanes[0] = x[i] > lanes[0] ? x[i] : lanes[0];
  return *std::max_element(lanes, lanes + kSumLanes);
}

/// The sum of term(0) to term(n - 1).
template <class T, class Term>
T sum_of(std::int64_t n, Term term) {
  T lanes[kSumLanes] = {};
  std::int64_t i = 0;
  for (; i + kSumLanes <= n; i += kSumLanes)
    for (std::int64_t j = 0; j < kSumLanes; ++j) lanes[j] += term(i + j);
  for (; i < n; ++i) lanes[0] += term(i);
  T sum = 0;
  for (const T lane : lanes) sum += lane;
  return sum;
}

template <class T>
T dot(const T* a, const T* b, std::int64_t n) {
  return sum_of<T>(n, [&](std::int64_t i) { return a[i] * b[i]; });
}

}  // namespace assay
