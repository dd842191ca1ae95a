#include "train/mixture.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace assay::train {
namespace {

struct Nearest {
  std::size_t mode = 0;
  double squared = std::numeric_limits<double>::infinity();
};

template <class T>
Nearest nearest(const T* point, std::size_t dimensions, std::span<const double> centres) {
  Nearest best;
  for (std::size_t mode = 0; mode * dimensions < centres.size(); ++mode) {
    double squared = 0;
    for (std::size_t d = 0; d < dimensions; ++d) {
      const double difference = static_cast<double>(point[d]) - centres[mode * dimensions + d];
      squared += difference * difference;
    }
    if (squared < best.squared) best = {mode, squared};
  }
  return best;
}

}  // namespace

template <class T>
Coverage coverage(ConstView<T> points, std::span<const double> centres, double deviation) {
  const auto dimensions = static_cast<std::size_t>(points.sample_size());
  const std::size_t modes = centres.size() / dimensions;
  std::vector<std::int64_t> hits(modes);
  std::int64_t good = 0;
  for (std::int64_t i = 0; i < points.batch(); ++i) {
    const auto near = nearest(points.data + i * points.sample_size(), dimensions, centres);
    if (near.squared > 9 * deviation * deviation) continue;
    ++hits[near.mode];
    ++good;
  }
  const double fair = static_cast<double>(points.batch()) / static_cast<double>(modes);
  const auto count = [&](auto enough) { return static_cast<double>(std::count_if(hits.begin(), hits.end(), enough)); };
  return {count([&](std::int64_t n) { return static_cast<double>(n) >= 0.1 * fair; }),
          count([](std::int64_t n) { return n > 0; }), static_cast<double>(good) / static_cast<double>(points.batch())};
}

template Coverage coverage(ConstView<float>, std::span<const double>, double);
template Coverage coverage(ConstView<double>, std::span<const double>, double);

}  // namespace assay::train
