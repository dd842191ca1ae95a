#pragma once
/// Mean and deviation of some numbers, and the gradient through their normalisation: what batch_norm, layer_norm and
/// group_norm have in common. A set of numbers is walked by `each(body)`, which calls body(index) for each of them.

#include <cstdint>

#include <assay/math.hpp>

namespace assay {

/// Of a set; `inverse` is 1 / sqrt(variance + eps) with the biased variance (divided by n).
template <class T>
struct Moments {
  T mean = 0, inverse = 1;
};

template <class T, class Each>
Moments<T> moments_of(const T* x, T count, T eps, Each each) {
  T sum = 0, squares = 0;
  each([&](std::int64_t i) { sum += x[i]; });
  const T mean = sum / count;
  each([&](std::int64_t i) { squares += (x[i] - mean) * (x[i] - mean); });
  return {mean, T(1) / sqrt(squares / count + eps)};
}

/// dx of y = weight (x - mean) inverse, where mean and inverse are those of the set itself. weight(i) belongs to number
/// i.
template <class T, class Each, class Weight>
void through_moments(const Moments<T>& moments, const T* x, const T* dy, T* dx, T count, Each each, Weight weight) {
  T sum = 0, product = 0;  // of the gradient of the normalised numbers, and of it times them
  each([&](std::int64_t i) {
    const T gradient = dy[i] * weight(i);
    sum += gradient;
    product += gradient * (x[i] - moments.mean) * moments.inverse;
  });
  each([&](std::int64_t i) {
    const T normal = (x[i] - moments.mean) * moments.inverse;
    dx[i] = moments.inverse * (dy[i] * weight(i) - sum / count - normal * product / count);
  });
}

}  // namespace assay
