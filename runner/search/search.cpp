#include "search/search.hpp"

#include <algorithm>

namespace assay::search {
namespace {

constexpr std::uint64_t kRedraws = 100;  // before a point is looked for that was not tried

}  // namespace

Search::Search(Space space, std::unique_ptr<Method> method, Settings settings, const Random& random)
    : space_(std::move(space)),
      method_(std::move(method)),
      settings_(std::move(settings)),
      random_(random),
      points_(count_points(space_)) {}

void Search::tell(std::size_t trial, double loss) {
  trials_[trial].loss = loss;
  while (known_ < trials_.size() && trials_[known_].loss) ++known_;
}

/// Trial k needs the results up to k - width, which are k - width + 1.
bool Search::may_suggest() const {
  if (is_complete()) return false;
  return !method_->learns() || trials_.size() < known_ + settings_.width;
}

void Search::extend() {
  while (may_suggest()) {
    const std::size_t k = trials_.size();
    for (std::size_t i = 0; i + settings_.width <= k; ++i) visible_[i].loss = trials_[i].loss;
    Point point = suggest();
    tried_.insert(point);
    visible_.push_back({point});
    trials_.push_back({std::move(point)});
  }
}

Point Search::suggest() {
  const std::size_t k = trials_.size();
  if (k < settings_.start.size()) {
    Point point = draw(space_, random_.stream(k));
    for (std::size_t axis = 0; axis < point.size(); ++axis)
      point[axis] = settings_.start[k][axis].value_or(point[axis]);
    if (!tried_.contains(point)) return point;
  }
  Random random = random_.stream(k).stream("candidates");
  for (auto& point : method_->suggest(visible_, random))
    if (!tried_.contains(point)) return std::move(point);
  return untried(k);
}

/// A random point that is no trial yet; a trial once more only where too many are to be counted and chance insists.
Point Search::untried(std::size_t trial) const {
  const Random random = random_.stream(trial);
  Point point = draw(space_, random);
  for (std::uint64_t i = 0; i < kRedraws && tried_.contains(point); ++i) point = draw(space_, random.stream(i));
  if (points_ == 0 || !tried_.contains(point)) return point;
  std::uint64_t index = Random(random).stream("untried").below(points_);
  while (tried_.contains(point)) point = point_at(space_, index++ % points_);
  return point;
}

}  // namespace assay::search
