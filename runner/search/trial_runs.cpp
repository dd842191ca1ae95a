#include "search/trial_runs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "spec/figure.hpp"
#include "spec/search_section.hpp"

namespace assay::search {
namespace {

Axis axis_of(const spec::SearchAxis& searched) {
  using Kind = spec::Interval::Kind;
  if (!searched.interval) return {.name = searched.name, .kind = Axis::Kind::choice, .choices = searched.values.size()};
  const auto& interval = *searched.interval;
  Axis axis{.name = searched.name, .low = interval.low, .high = interval.high};
  if (interval.kind == Kind::log) axis.kind = Axis::Kind::log;
  if (interval.kind == Kind::integer) {
    axis.kind = Axis::Kind::integer;
    axis.step = static_cast<double>(interval.step);
  }
  return axis;
}

Settings settings_of(const spec::SearchSpec& search, const plan::Tuned& tuned) {
  Settings settings{static_cast<std::size_t>(search.trials), static_cast<std::size_t>(search.width)};
  for (const auto& given : search.start) {
    Start start;
    for (const auto* axis : tuned.axes) {
      const spec::Node* value = given.find(axis->name);
      start.push_back(value ? spec::value_on(*axis, *value) : std::nullopt);
    }
    settings.start.push_back(std::move(start));
  }
  return settings;
}

}  // namespace

Space space_of(const plan::Tuned& tuned) {
  Space space;
  for (const auto* axis : tuned.axes) space.push_back(axis_of(*axis));
  return space;
}

TrialRuns::TrialRuns(const spec::Experiment& experiment, const spec::Catalogue& catalogue, const plan::Tuned& tuned,
                     std::uint64_t seed)
    : experiment_(experiment),
      catalogue_(catalogue),
      tuned_(tuned),
      seed_(seed),
      total_(static_cast<std::size_t>(experiment.search->trials)),
      larger_is_better_(spec::larger_is_better(experiment.search->metric)),
      search_(space_of(tuned), make_method(tuned.method, space_of(tuned)), settings_of(*experiment.search, tuned),
              Random(seed).stream("search").stream(tuned.id())) {
  if (const auto points = static_cast<std::size_t>(tuned.searched->points); points > 0)
    total_ = std::min(total_, points);
}

std::vector<const plan::Run*> TrialRuns::next() {
  search_.extend();
  std::vector<const plan::Run*> fresh;
  for (std::size_t k = runs_.size(); k < search_.trials().size(); ++k) {
    runs_.push_back(plan::trial_of(experiment_, catalogue_, tuned_, search_.trials()[k].point, seed_,
                                   static_cast<std::int64_t>(k)));
    fresh.push_back(&runs_.back());
  }
  return fresh;
}

void TrialRuns::tell(std::size_t trial, std::optional<double> score) {
  const bool known = score && !std::isnan(*score);
  search_.tell(trial, !known ? std::numeric_limits<double>::infinity() : larger_is_better_ ? -*score : *score);
}

std::optional<double> TrialRuns::best() const {
  std::optional<double> least;
  for (const auto& trial : search_.trials())
    if (trial.loss && std::isfinite(*trial.loss) && (!least || *trial.loss < *least)) least = trial.loss;
  return least && larger_is_better_ ? std::optional(-*least) : least;
}

}  // namespace assay::search
