#include "search/normal_kernels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "search/normal_mass.hpp"

namespace assay::search {
namespace {

constexpr double kNarrowest = 100;        // of the range, the least sigma is such a part
constexpr std::size_t kTabled = 256;      // values of an axis for which masses are kept
constexpr std::size_t kMostRows = 4'096;  // kept at once

bool is_integer(const Axis& axis) { return axis.kind == Axis::Kind::integer; }

}  // namespace

void Tried::add(double coordinate) {
  const auto place = std::ranges::upper_bound(order, coordinate, {}, [&](std::uint32_t t) { return coordinates[t]; });
  order.insert(place, static_cast<std::uint32_t>(coordinates.size()));
  coordinates.push_back(coordinate);
}

NormalKernels::NormalKernels(const Axis& axis) : axis_(axis) {
  const double half = is_integer(axis) ? axis.step / 2 : 0;
  const double last = is_integer(axis) ? axis.low + axis.step * static_cast<double>(axis.count() - 1) : axis.high;
  low_ = axis.coordinate(axis.low) - half;
  high_ = axis.coordinate(last) + half;
}

void NormalKernels::fit(const Tried& tried, std::span<const std::int32_t> rank, std::size_t count) {
  sorted_.clear(), sorted_trials_.clear();
  for (const std::uint32_t trial : tried.order)
    if (rank[trial] >= 0) {
      sorted_.push_back(tried.coordinates[trial]);
      sorted_trials_.push_back(trial);
    }
  for (auto* numbers : {&mu_, &sigma_, &inverse_, &constant_}) numbers->resize(count + 1);
  rows_.resize(count + 1);
  if (known_rows_.size() > kMostRows) {
    known_rows_.clear(), known_.clear();
    wide_ = {};
  }
  known_.resize(tried.coordinates.size());
  const double range = high_ - low_;
  const double least = range / std::min(kNarrowest, static_cast<double>(count) + 2);
  for (std::size_t i = 0; i < count; ++i) {
    const double x = sorted_[i];
    const double left = i > 0 ? x - sorted_[i - 1] : count == 1 ? x - low_ : 0;
    const double right = i + 1 < count ? sorted_[i + 1] - x : count == 1 ? high_ - x : 0;
    const std::uint32_t trial = sorted_trials_[i];
    put(static_cast<std::size_t>(rank[trial]), known_[trial], x, std::clamp(std::max(left, right), least, range));
  }
  put(count, wide_, low_ + range / 2, range);
}

void NormalKernels::put(std::size_t kernel, Shape& shape, double mu, double sigma) {
  if (shape.mu != mu || shape.sigma != sigma) {
    const double inside = log_normal_mass((low_ - mu) / sigma, (high_ - mu) / sigma);
    constexpr double kHalfLogTwoPi = 0.91893853320467274178;
    shape = {mu, sigma, 1 / sigma, is_integer(axis_) ? -inside : -inside - std::log(sigma) - kHalfLogTwoPi,
             is_integer(axis_) && axis_.count() <= kTabled ? row_of(mu, sigma) : nullptr};
  }
  mu_[kernel] = mu;
  sigma_[kernel] = sigma;
  inverse_[kernel] = shape.inverse;
  constant_[kernel] = shape.constant;
  rows_[kernel] = shape.row;
}

NormalKernels::Row* NormalKernels::row_of(double mu, double sigma) {
  auto& row = known_rows_[{mu, sigma}];
  if (row.empty()) row.resize(axis_.count(), std::numeric_limits<double>::quiet_NaN());
  return &row;
}

/// Within the range: mu lies in it, so that at least a third of an unbounded normal does.
double NormalKernels::draw(std::size_t kernel, Random& random) const {
  double x = 0;
  do x = mu_[kernel] + sigma_[kernel] * random.normal();
  while (x < low_ || x > high_);
  return axis_.value(x);
}

double NormalKernels::log_mass(std::size_t kernel, double value) const {
  const double mu = mu_[kernel], inverse = inverse_[kernel], half = axis_.step / 2;
  return log_normal_mass((value - half - mu) * inverse, (value + half - mu) * inverse) + constant_[kernel];
}

void NormalKernels::add_log_densities(double value, std::size_t first, std::span<double> sums) {
  if (is_integer(axis_)) return add_log_masses(value, first, sums);
  const double x = axis_.coordinate(value);
  const double *mu = &mu_[first], *inverse = &inverse_[first], *constant = &constant_[first];
  double* sum = sums.data();
  for (std::size_t i = 0, n = sums.size(); i < n; ++i) {
    const double z = (x - mu[i]) * inverse[i];
    sum[i] += constant[i] - 0.5 * z * z;
  }
}

void NormalKernels::add_log_masses(double value, std::size_t first, std::span<double> sums) {
  const auto index = static_cast<std::size_t>(std::lround((value - axis_.low) / axis_.step));
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Row* row = rows_[first + i];
    if (row && std::isnan((*row)[index])) (*row)[index] = log_mass(first + i, value);
    sums[i] += row ? (*row)[index] : log_mass(first + i, value);
  }
}

}  // namespace assay::search
