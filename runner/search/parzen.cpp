#include "search/parzen.hpp"

#include <algorithm>
#include <cmath>

namespace assay::search {
namespace {

constexpr std::size_t kRecent = 25;  // trials that count fully, however many came before
constexpr double kNegligible = -45;  // e to this is nothing beside 1, a thousand times as well

/// log(sum of e^x).
double log_sum(std::span<const double> values) {
  const double most = *std::ranges::max_element(values);
  double sum = 0;
  for (const double value : values)
    if (value - most > kNegligible) sum += std::exp(value - most);
  return most + std::log(sum);
}

}  // namespace

std::vector<double> trial_weights(std::size_t n) {
  std::vector<double> weights(n, 1.0);
  if (n < kRecent) return weights;
  const std::size_t old = n - kRecent;
  const double first = 1 / static_cast<double>(n);
  for (std::size_t i = 0; i < old; ++i)
    weights[i] = old == 1 ? first : first + (1 - first) * static_cast<double>(i) / static_cast<double>(old - 1);
  return weights;
}

Parzen::Parzen(const Space& space) : space_(space), observed_(space.size()) {
  for (const auto& axis : space) normal_.emplace_back(axis);
}

void Parzen::fit(std::span<const Tried> tried, std::span<const std::size_t> members) {
  const std::size_t n = members.size();
  rank_.assign(tried.empty() ? 0 : tried.front().coordinates.size(), -1);
  for (std::size_t i = 0; i < n; ++i) rank_[members[i]] = static_cast<std::int32_t>(i);
  for (std::size_t axis = 0; axis < space_.size(); ++axis) {
    if (space_[axis].kind != Axis::Kind::choice) {
      normal_[axis].fit(tried[axis], rank_, n);
      continue;
    }
    observed_[axis].resize(n);
    for (std::size_t i = 0; i < n; ++i) observed_[axis][i] = tried[axis].coordinates[members[i]];
  }
  auto weights = trial_weights(n);
  weights.push_back(1);
  double sum = 0;
  cumulative_.clear(), log_weights_.clear();
  for (const double weight : weights) cumulative_.push_back(sum += weight);
  for (const double weight : weights) log_weights_.push_back(std::log(weight / sum));
}

/// Of a kernel: each of C values 1/(n + 1), and 1 more for the one it observed, of C/(n + 1) + 1 in all.
double Parzen::choice_probability(std::size_t axis, std::size_t kernel, double choice) const {
  const auto& observed = observed_[axis];
  const auto choices = static_cast<double>(space_[axis].choices);
  if (kernel == observed.size()) return 1 / choices;
  const double share = 1 / static_cast<double>(observed.size() + 1);
  return (share + (observed[kernel] == choice ? 1 : 0)) / (choices * share + 1);
}

Point Parzen::draw(Random& random) const {
  const double u = random.uniform() * cumulative_.back();
  const auto found = std::ranges::upper_bound(cumulative_, u);
  const auto kernel = std::min(static_cast<std::size_t>(found - cumulative_.begin()), cumulative_.size() - 1);
  Point point;
  for (std::size_t axis = 0; axis < space_.size(); ++axis) {
    if (space_[axis].kind != Axis::Kind::choice) {
      point.push_back(normal_[axis].draw(kernel, random));
      continue;
    }
    double left = random.uniform();
    std::size_t choice = 0;
    for (; choice + 1 < space_[axis].choices; ++choice)
      if ((left -= choice_probability(axis, kernel, static_cast<double>(choice))) < 0) break;
    point.push_back(static_cast<double>(choice));
  }
  return point;
}

void Parzen::add_choices(std::size_t axis, double choice, std::size_t first, std::span<double> sums) const {
  const auto& observed = observed_[axis];
  const double wide = -std::log(static_cast<double>(space_[axis].choices));
  const double share = 1 / static_cast<double>(observed.size() + 1);
  const double all = std::log(static_cast<double>(space_[axis].choices) * share + 1);
  const double unseen = std::log(share) - all, seen = std::log(share + 1) - all;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::size_t kernel = first + i;
    sums[i] += kernel == observed.size() ? wide : observed[kernel] == choice ? seen : unseen;
  }
}

/// In blocks of kernels, so that what is computed with stays in the nearest cache for all points.
std::vector<double> Parzen::log_densities(std::span<const Point> points) {
  constexpr std::size_t kBlock = 128;
  const std::size_t kernels = log_weights_.size();
  std::vector<double> sums;
  for (std::size_t i = 0; i < points.size(); ++i) sums.insert(sums.end(), log_weights_.begin(), log_weights_.end());
  for (std::size_t first = 0; first < kernels; first += kBlock)
    for (std::size_t axis = 0; axis < space_.size(); ++axis)
      for (std::size_t i = 0; i < points.size(); ++i) {
        const std::span<double> block(&sums[i * kernels + first], std::min(kBlock, kernels - first));
        if (space_[axis].kind == Axis::Kind::choice)
          add_choices(axis, points[i][axis], first, block);
        else
          normal_[axis].add_log_densities(points[i][axis], first, block);
      }
  std::vector<double> densities;
  for (std::size_t i = 0; i < points.size(); ++i)
    densities.push_back(log_sum(std::span(sums).subspan(i * kernels, kernels)));
  return densities;
}

}  // namespace assay::search
