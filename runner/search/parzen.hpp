#pragma once
/// A Parzen estimator over several axes: a mixture of one kernel for each trial and a wide one, each kernel a product
/// over the axes. What was good (or bad) lies where its density is high.
///
/// Weights of n trials in their order: 1 each for n < 25; else rising evenly from 1/n to 1 over the first n - 25, then
/// 25 times 1; the wide kernel has 1. A choice: each kernel 1/(n + 1) for every value and 1 for the one observed,
/// normalised; the wide kernel uniform. As in Optuna 5.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <assay/random.hpp>

#include "search/normal_kernels.hpp"
#include "search/space.hpp"

namespace assay::search {

/// The weights of n trials in their order, not normalised; the wide kernel's is not among them.
std::vector<double> trial_weights(std::size_t n);

class Parzen {
 public:
  explicit Parzen(const Space& space);

  /// For some trials: `members`, rising. `tried` has all trials, an axis each.
  void fit(std::span<const Tried> tried, std::span<const std::size_t> members);

  Point draw(Random& random) const;

  /// At several points.
  std::vector<double> log_densities(std::span<const Point> points);

  double sigma(std::size_t axis, std::size_t kernel) const { return normal_[axis].sigma(kernel); }

 private:
  void add_choices(std::size_t axis, double choice, std::size_t first, std::span<double> sums) const;
  double choice_probability(std::size_t axis, std::size_t kernel, double choice) const;

  Space space_;
  std::vector<NormalKernels> normal_;          ///< one an axis; of choices unused
  std::vector<std::vector<double>> observed_;  ///< one an axis; of choices what each kernel observed
  std::vector<double> cumulative_, log_weights_;
  std::vector<std::int32_t> rank_;
};

}  // namespace assay::search
