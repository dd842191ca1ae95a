#include "train/two_samples.hpp"

#include <algorithm>
#include <cmath>

namespace assay::train {
namespace {

double squared_distance(const double* a, const double* b, std::size_t dimensions) {
  double squared = 0;
  for (std::size_t d = 0; d < dimensions; ++d) squared += (a[d] - b[d]) * (a[d] - b[d]);
  return squared;
}

/// The points' places along a direction, in order.
void project(const Points& points, const double* direction, std::vector<double>& places) {
  places.clear();
  for (std::size_t i = 0; i < points.count(); ++i) {
    double place = 0;
    for (std::size_t d = 0; d < points.dimensions; ++d) place += points[i][d] * direction[d];
    places.push_back(place);
  }
  std::sort(places.begin(), places.end());
}

/// Each bandwidth is half the one after, so that each exponential is the fourth power of the one after.
double kernel(double squared, double bandwidth) {
  double power = std::exp(-squared / (2 * 16 * bandwidth * bandwidth)), sum = power;
  for (int narrower = 0; narrower < 4; ++narrower) {
    power *= power;
    power *= power;
    sum += power;
  }
  return sum / 5;
}

}  // namespace

std::vector<double> directions(std::size_t count, std::size_t dimensions, Random random) {
  std::vector<double> all;
  for (std::size_t i = 0; i < count; ++i) {
    double squared = 0;
    for (std::size_t d = 0; d < dimensions; ++d) {
      all.push_back(random.normal());
      squared += all.back() * all.back();
    }
    for (std::size_t d = 0; d < dimensions; ++d) all[i * dimensions + d] /= std::sqrt(squared);
  }
  return all;
}

double sliced_wasserstein(const Points& a, const Points& b, std::span<const double> directions) {
  const std::size_t count = directions.size() / a.dimensions;
  std::vector<double> left, right;
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    project(a, directions.data() + i * a.dimensions, left);
    project(b, directions.data() + i * a.dimensions, right);
    for (std::size_t j = 0; j < left.size(); ++j) sum += std::abs(left[j] - right[j]);
  }
  return sum / static_cast<double>(count * a.count());
}

double mean_distance(const Points& a, const Points& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.count(); ++i)
    for (std::size_t j = 0; j < b.count(); ++j) sum += std::sqrt(squared_distance(a[i], b[j], a.dimensions));
  return sum / static_cast<double>(a.count() * b.count());
}

double energy_distance(const Points& a, const Points& b, double within_b) {
  return 2 * mean_distance(a, b) - mean_distance(a, a) - within_b;
}

double median_distance(const Points& points) {
  std::vector<double> squares;
  for (std::size_t i = 0; i < points.count(); ++i)
    for (std::size_t j = i + 1; j < points.count(); ++j)
      squares.push_back(squared_distance(points[i], points[j], points.dimensions));
  const auto middle = squares.begin() + static_cast<std::ptrdiff_t>(squares.size() / 2);
  std::nth_element(squares.begin(), middle, squares.end());
  return std::sqrt(*middle);
}

double mean_kernel(const Points& a, const Points& b, double bandwidth, bool same) {
  double sum = 0;
  for (std::size_t i = 0; i < a.count(); ++i)
    for (std::size_t j = same ? i + 1 : 0; j < b.count(); ++j)
      sum += kernel(squared_distance(a[i], b[j], a.dimensions), bandwidth);
  const auto n = static_cast<double>(a.count()), m = static_cast<double>(b.count());
  return same ? 2 * sum / (n * (n - 1)) : sum / (n * m);
}

double mmd(const Points& a, const Points& b, double bandwidth, double within_b) {
  return mean_kernel(a, a, bandwidth, true) + within_b - 2 * mean_kernel(a, b, bandwidth, false);
}

}  // namespace assay::train
