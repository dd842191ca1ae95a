#pragma once
/// Distances between two samples of points, for judging a generator where nothing else is known about the data.

#include <cstddef>
#include <span>
#include <vector>

#include <assay/random.hpp>

namespace assay::train {

/// Points one after another, `dimensions` numbers each. The numbers belong to somebody else.
struct Points {
  std::span<const double> numbers;
  std::size_t dimensions = 1;

  std::size_t count() const { return numbers.size() / dimensions; }
  const double* operator[](std::size_t i) const { return numbers.data() + i * dimensions; }
  Points first(std::size_t n) const { return {numbers.first(n * dimensions), dimensions}; }
};

/// Directions spread evenly over the sphere, `dimensions` numbers each.
std::vector<double> directions(std::size_t count, std::size_t dimensions, Random random);

/// Sliced Wasserstein-1 distance (Rabin, Peyre, Delon & Bernot 2011): both samples projected on each direction and
/// sorted, the mean of |a_i - b_i| over points and directions. Both have the same number of points, on which the
/// distance depends: between two samples of one distribution it falls as N^-1/2 (its floor).
double sliced_wasserstein(const Points& a, const Points& b, std::span<const double> directions);

/// Mean distance of all pairs, of a point with itself too.
double mean_distance(const Points& a, const Points& b);

/// Szekely & Rizzo 2004: 2 E|X - Y| - E|X - X'| - E|Y - Y'| over all pairs; 0 only for equal samples. `within_b` is
/// mean_distance(b, b), which need not be computed every time.
double energy_distance(const Points& a, const Points& b, double within_b);

/// The median distance of two different points.
double median_distance(const Points& points);

/// Mean over all pairs of the kernel k(x, y), itself the mean of exp(-|x - y|^2 / 2 (m h)^2) for m = 1/4, 1/2, 1, 2, 4;
/// of a point with itself not counted where a and b are the same points.
double mean_kernel(const Points& a, const Points& b, double bandwidth, bool same);

/// Squared maximum mean discrepancy, unbiased, hence sometimes a little below 0 (Gretton et al. 2012, JMLR 13, eq. 3):
/// E k(X, X') + E k(Y, Y') - 2 E k(X, Y). `within_b` is mean_kernel(b, b, bandwidth, true).
double mmd(const Points& a, const Points& b, double bandwidth, double within_b);

}  // namespace assay::train
