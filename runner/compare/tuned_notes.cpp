#include "compare/tuned_notes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "spec/interval.hpp"
#include "spec/scalar.hpp"

namespace assay::compare {
namespace {

constexpr double kEdge = 0.02;          // of the range
constexpr std::uint64_t kFewSteps = 8;  // of integers: chance alone would often choose an end
constexpr double kOften = 1.0 / 3;      // of the winners

/// The interval that an axis was chosen from; nothing for one of choices.
std::optional<spec::Interval> interval_of(const store::SearchRecord& search, const std::string& axis) {
  const auto place = std::ranges::find(search.axes, axis) - search.axes.begin();
  if (static_cast<std::size_t>(place) >= search.space.size()) return std::nullopt;
  const auto interval =
      spec::interval_of({spec::Node::Kind::scalar, {}, search.space[static_cast<std::size_t>(place)], false, {}, {}});
  const bool few = interval && interval->kind == spec::Interval::Kind::integer && interval->steps < kFewSteps;
  return few ? std::nullopt : interval;
}

/// -1 at the lower edge, 1 at the upper one, 0 in between.
int edge_of(const spec::Interval& interval, double value) {
  double low = interval.low, high = interval.high;
  if (interval.kind == spec::Interval::Kind::integer)
    high = static_cast<double>(interval.least + interval.step * static_cast<std::int64_t>(interval.steps));
  if (interval.kind == spec::Interval::Kind::log) low = std::log(low), high = std::log(high), value = std::log(value);
  const double share = (value - low) / (high - low);
  return share <= kEdge ? -1 : share >= 1 - kEdge ? 1 : 0;
}

struct Edges {
  std::size_t low = 0, high = 0, searches = 0;
  std::string low_text, high_text;
};

std::string end_text(const spec::Interval& interval, bool upper) {
  if (interval.kind == spec::Interval::Kind::integer)
    return std::to_string(upper ? interval.least + interval.step * static_cast<std::int64_t>(interval.steps)
                                : interval.least);
  return spec::real_text(upper ? interval.high : interval.low);
}

void note_edges(const Tuning& tuning, std::vector<std::string>& notes) {
  std::map<std::pair<std::string, std::string>, Edges> all;  // by model and axis
  for (const auto& one : tuning.searches)
    for (const auto& [axis, text] : one.values) {
      const auto interval = interval_of(one.search, axis);
      const auto value = spec::to_real(std::string_view(text));
      if (!interval || !value) continue;
      auto& edges = all[{one.model, axis}];
      ++edges.searches;
      edges.low_text = end_text(*interval, false), edges.high_text = end_text(*interval, true);
      const int edge = edge_of(*interval, *value);
      edges.low += edge<0, edges.high += edge> 0;
    }
  for (const auto& [what, edges] : all)
    for (const bool upper : {false, true}) {
      const std::size_t there = upper ? edges.high : edges.low;
      if (static_cast<double>(there) < kOften * static_cast<double>(edges.searches)) continue;
      notes.push_back(what.first + "'s winners lie at the " + (upper ? "upper" : "lower") + " end of " + what.second +
                      " (" + (upper ? edges.high_text : edges.low_text) + ") in " + std::to_string(there) + " of " +
                      std::to_string(edges.searches) + (edges.searches == 1 ? " search" : " searches") +
                      ": widen the range");
    }
}

void note_unequal_axes(const Tuning& tuning, std::vector<std::string>& notes) {
  std::map<std::string, std::size_t> axes;
  for (const auto& one : tuning.searches) axes[one.model] = one.search.axes.size();
  std::set<std::size_t> counts;
  std::string text;
  for (const auto& [model, count] : axes) {
    counts.insert(count);
    text += (text.empty() ? "" : ", ") + model + ' ' + std::to_string(count);
  }
  if (counts.size() > 1)
    notes.push_back("the models have different numbers of searched axes (" + text +
                    "): with equal trials, those with more are searched less densely");
}

void note_one_search(const Tuning& tuning, std::vector<std::string>& notes) {
  std::map<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>, std::size_t> searches;
  for (const auto& one : tuning.searches) ++searches[{one.model, one.axes}];
  if (std::ranges::any_of(searches, [](const auto& arm) { return arm.second == 1; }))
    notes.emplace_back(
        "one search only of some model: another search may choose otherwise, and differences between searches cannot "
        "be told from differences between models; give more seeds");
}

void note_left_out(const Tuning& tuning, std::span<const store::Record> runs, std::vector<std::string>& notes) {
  std::set<std::size_t> trials;
  std::set<std::string> tuned;
  for (const auto& one : tuning.searches) {
    trials.insert(one.trials.begin(), one.trials.end());
    tuned.insert(runs[one.trials.front()].experiment);
  }
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) left_out += tuned.contains(runs[i].experiment) && !trials.contains(i);
  if (left_out > 0)
    notes.push_back(std::to_string(left_out) + (left_out == 1 ? " run is" : " runs are") +
                    " no trial of these searches and left out: what was tuned is not compared with what was not");
}

}  // namespace

std::vector<std::string> tuning_notes(const Tuning& tuning, std::span<const store::Record> runs,
                                      const std::string& metric) {
  std::vector<std::string> notes;
  if (metric == tuning.metric)
    notes.push_back(metric +
                    " chose the winners itself: it is too good by the luck of the choice; judge them by a "
                    "test metric");
  note_one_search(tuning, notes);
  note_unequal_axes(tuning, notes);
  note_edges(tuning, notes);
  note_left_out(tuning, runs, notes);
  return notes;
}

}  // namespace assay::compare
