#pragma once
/// Of one axis of numbers, a normal distribution around each value tried, and a wide one around the middle: the kernels
/// of a Parzen estimator (parzen.hpp). Formulas of Optuna 5's _ParzenEstimator, multivariate, with its defaults.
///
/// On the axis's coordinate (logarithms of a log axis; integers widen the range R by half a step on both sides):
///   sigma_i = max(gap to the left, gap to the right neighbour), the ends of the range being neighbours of a single
///   value only; clipped to [R / min(100, n + 2), R] for n values. The wide kernel: mu = middle, sigma = R.
///   Density: a normal truncated to the range; of an integer the mass of [x - step/2, x + step/2].

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include <assay/random.hpp>

#include "search/space.hpp"

namespace assay::search {

/// What all trials tried of one axis.
struct Tried {
  std::vector<double> coordinates;   ///< one a trial; of a choice, which
  std::vector<std::uint32_t> order;  ///< the trials by coordinate

  void add(double coordinate);
};

class NormalKernels {
 public:
  explicit NormalKernels(const Axis& axis);

  /// For some of the trials: `rank` has for each its number among these, or -1; `count` of them count.
  void fit(const Tried& tried, std::span<const std::int32_t> rank, std::size_t count);

  /// A value, drawn from one kernel; the last is the wide one.
  double draw(std::size_t kernel, Random& random) const;

  /// Adds the log densities at the value of the kernels from `first` on, one a place of `sums`.
  void add_log_densities(double value, std::size_t first, std::span<double> sums);

  double sigma(std::size_t kernel) const { return sigma_[kernel]; }

 private:
  /// Integers: the log mass of each value, once for all kernels of one mu and sigma; NaN where nobody asked yet.
  using Row = std::vector<double>;

  /// A kernel apart from its place among the others.
  struct Shape {
    double mu = std::numeric_limits<double>::quiet_NaN(), sigma = 0, inverse = 0;
    double constant = 0;  ///< of its log density
    Row* row = nullptr;
  };

  void put(std::size_t kernel, Shape& shape, double mu, double sigma);
  void add_log_masses(double value, std::size_t first, std::span<double> sums);
  double log_mass(std::size_t kernel, double value) const;

  Row* row_of(double mu, double sigma);

  Axis axis_;
  double low_, high_;                                    ///< of the coordinate
  std::vector<double> mu_, sigma_, inverse_, constant_;  ///< one a kernel
  std::vector<Row*> rows_;
  std::vector<Shape> known_;  ///< one a trial; most stay as they were at the last fit
  Shape wide_;
  std::map<std::pair<double, double>, Row> known_rows_;
  std::vector<double> sorted_;
  std::vector<std::uint32_t> sorted_trials_;
};

}  // namespace assay::search
