#pragma once
/// What losses share that compare numbers one by one and average over all of them, as PyTorch's `reduction='mean'`.

#include <cstdint>

#include <assay/loss.hpp>

namespace assay {

/// The loss of one number and its slope in y.
template <class T>
struct Compared {
  T loss, slope;
};

/// `compare(y, target)` gives a Compared.
template <class T, class Compare>
double mean_of(ConstView<T> y, ConstView<T> target, View<T> dy, Compare compare) {
  const std::int64_t n = y.size();
  const T scale = T(1) / static_cast<T>(n);
  double sum = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    const Compared<T> one = compare(y[i], target[i]);
    sum += static_cast<double>(one.loss);
    if (dy) dy[i] = scale * one.slope;
  }
  return sum / static_cast<double>(n);
}

}  // namespace assay
