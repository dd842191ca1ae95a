#pragma once
/// What sum_over_time, mean_over_time and max_over_time share: [N,T,F] -> [N,F], padding left out.

#include <algorithm>
#include <cstdint>

#include <assay/layer.hpp>

namespace assay {

inline Plan plan_over_time(const Shape& input) {
  if (input.rank() != 3) throw Error("expects a sequence [N,T,F] but gets " + to_string(input, true));
  Plan plan{.output = {input[0], input[2]}};
  plan.reads_input = false;
  plan.operations = static_cast<double>(input.from(1).size());
  return plan;
}

/// y[n] = factor(length) times the sum of the sample's own steps.
template <class T, class Factor>
void sum_over_time(const Pass<T>& pass, ConstView<T> x, View<T> y, Factor factor) {
  const std::int64_t features = x.shape[2];
  for (std::int64_t n = 0; n < x.batch(); ++n) {
    const std::int64_t length = pass.length(n, x.shape[1]);
    const T* from = x.data + n * x.sample_size();
    T* to = y.data + n * features;
    std::fill_n(to, features, T(0));
    for (std::int64_t t = 0; t < length; ++t)
      for (std::int64_t f = 0; f < features; ++f) to[f] += from[t * features + f];
    for (std::int64_t f = 0; f < features; ++f) to[f] *= factor(length);
  }
}

/// Every own step gets factor(length) dy; padding gets 0.
template <class T, class Factor>
void spread_over_time(const Pass<T>& pass, ConstView<T> dy, View<T> dx, Factor factor) {
  const std::int64_t features = dx.shape[2], steps = dx.shape[1];
  for (std::int64_t n = 0; n < dx.batch(); ++n) {
    const std::int64_t length = pass.length(n, steps);
    const T* from = dy.data + n * features;
    T* to = dx.data + n * dx.sample_size();
    for (std::int64_t t = 0; t < steps; ++t)
      for (std::int64_t f = 0; f < features; ++f) to[t * features + f] = t < length ? factor(length) * from[f] : T(0);
  }
}

}  // namespace assay
