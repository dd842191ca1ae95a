#include "search/tpe.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assay::search {
namespace {

constexpr double kGoodShare = 0.1;
constexpr std::size_t kMostGood = 25;

struct Split {
  std::vector<std::size_t> good, bad;  ///< rising
};

Split split(std::span<const Trial> trials, std::size_t finished) {
  std::vector<std::size_t> order(trials.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto loss_of = [&](std::size_t i) {
    return std::pair(!trials[i].loss.has_value(), trials[i].loss.value_or(0));  // those under way come last
  };
  const auto share = static_cast<std::size_t>(std::ceil(kGoodShare * static_cast<double>(finished)));
  const auto good = static_cast<std::ptrdiff_t>(std::min(share, kMostGood));
  std::ranges::stable_sort(order, {}, loss_of);
  Split parts{{order.begin(), order.begin() + good}, {order.begin() + good, order.end()}};
  std::ranges::sort(parts.good);
  std::ranges::sort(parts.bad);
  return parts;
}

}  // namespace

Tpe::Tpe(const Space& space, const TpeSettings& settings)
    : space_(space), settings_(settings), tried_(space.size()), good_(space), bad_(space) {}

void Tpe::see(std::span<const Trial> trials) {
  if (tried_.empty()) return;
  for (std::size_t i = tried_.front().coordinates.size(); i < trials.size(); ++i)
    for (std::size_t axis = 0; axis < space_.size(); ++axis)
      tried_[axis].add(space_[axis].coordinate(trials[i].point[axis]));
}

std::vector<Point> Tpe::suggest(std::span<const Trial> trials, Random& random) {
  const auto finished = static_cast<std::size_t>(
      std::ranges::count_if(trials, [](const Trial& trial) { return trial.loss.has_value(); }));
  if (finished < settings_.startup) return {};
  see(trials);
  const Split parts = split(trials, finished);
  good_.fit(tried_, parts.good);
  bad_.fit(tried_, parts.bad);
  std::vector<Point> candidates;
  for (std::size_t i = 0; i < settings_.candidates; ++i) candidates.push_back(good_.draw(random));
  const auto good = good_.log_densities(candidates), bad = bad_.log_densities(candidates);
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return good[i] - bad[i]; });
  std::vector<Point> points;
  for (const std::size_t i : order) points.push_back(std::move(candidates[i]));
  return points;
}

}  // namespace assay::search
