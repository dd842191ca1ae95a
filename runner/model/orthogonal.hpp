#pragma once
/// Random orthogonal matrices: the rows of a normal matrix, made perpendicular one after another (Gram and Schmidt), so
/// that all directions are as likely (Haar's measure; Stewart 1980).

#include <cmath>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <assay/random.hpp>
#include <assay/tensor.hpp>

namespace assay::model {

/// Fills a tensor, as a matrix [shape[0], rest]: its rows, or if there are more rows than columns its columns, have
/// length `gain` and are perpendicular.
template <class T>
void fill_orthogonal(std::span<T> values, const Shape& shape, double gain, Random& random) {
  auto vectors = static_cast<std::size_t>(shape[0]), length = values.size() / vectors;
  const bool turned = vectors > length;
  if (turned) std::swap(vectors, length);
  std::vector<double> rows(values.size());
  for (double& number : rows) number = random.normal();
  const auto product = [&](std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t i = 0; i < length; ++i) sum += rows[a * length + i] * rows[b * length + i];
    return sum;
  };
  for (std::size_t v = 0; v < vectors; ++v) {
    for (int twice = 0; twice < 2; ++twice)  // once leaves rounding errors of the cancelled part
      for (std::size_t before = 0; before < v; ++before) {
        const double share = product(v, before);
        for (std::size_t i = 0; i < length; ++i) rows[v * length + i] -= share * rows[before * length + i];
      }
    const double size = std::sqrt(product(v, v));
    for (std::size_t i = 0; i < length; ++i) rows[v * length + i] /= size;
  }
  for (std::size_t v = 0; v < vectors; ++v)
    for (std::size_t i = 0; i < length; ++i)
      values[turned ? i * vectors + v : v * length + i] = static_cast<T>(gain * rows[v * length + i]);
}

}  // namespace assay::model
