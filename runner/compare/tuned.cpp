#include "compare/tuned.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/failure.hpp"
#include "compare/score.hpp"
#include "compare/tuned_notes.hpp"
#include "spec/figure.hpp"

namespace assay::compare {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

/// "fnn activation=relu, seed 3"
std::string name_of(const TunedSearch& one) {
  std::string name = one.model;
  for (const auto& [axis, value] : one.axes) name += ' ' + axis + '=' + value;
  return name + ", seed " + std::to_string(one.search.seed);
}

[[noreturn]] void refuse(const std::string& text) { throw Failure(ExitCode::usage, text); }

bool is_in(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// Gathers the trials of each search.
class Gatherer {
 public:
  explicit Gatherer(std::span<const store::Record> runs) : runs_(runs) {}

  void add_run(std::size_t i) {
    const auto& search = runs_[i].environment.search;
    if (!search.id.empty()) place(search, static_cast<std::size_t>(search.trial), i);
  }

  void add_table(const store::TrialTable& table) {
    if (by_id_.empty())
      for (std::size_t i = 0; i < runs_.size(); ++i) by_id_.emplace(runs_[i].id, i);
    for (std::size_t trial = 0; trial < table.trials.size(); ++trial)
      if (const auto run = by_id_.find(table.trials[trial].run); run != by_id_.end())
        place(table.search, trial, run->second);
  }

  std::vector<TunedSearch> finish() {
    std::vector<TunedSearch> all;
    for (const auto& [key, found] : found_) all.push_back(made(found));
    std::ranges::sort(all, {}, [](const TunedSearch& one) { return *std::ranges::min_element(one.trials); });
    return all;
  }

 private:
  struct Found {
    store::SearchRecord search;
    std::map<std::size_t, std::size_t> runs;  ///< by trial
  };

  void place(const store::SearchRecord& search, std::size_t trial, std::size_t run) {
    auto& found = found_[{search.id, search.seed}];
    if (found.runs.empty()) found.search = search;
    found.runs.emplace(trial, run);
  }

  TunedSearch made(const Found& found) const {
    const auto& first = runs_[found.runs.begin()->second];
    TunedSearch one{first.model, {}, found.search, {}};
    for (const auto& axis : first.axes)
      if (!is_in(found.search.axes, axis.first)) one.axes.push_back(axis);
    for (const auto& [trial, run] : found.runs) {
      if (trial != one.trials.size())
        refuse("the search of " + name_of(one) + " is not complete: trial " + std::to_string(one.trials.size()) +
               " is not among the runs; a tuned model is judged by its whole search, so choose all its runs, or go on "
               "with 'assay run'");
      one.trials.push_back(run);
    }
    return one;
  }

  std::span<const store::Record> runs_;
  std::map<std::string, std::size_t> by_id_;
  std::map<std::pair<std::string, std::uint64_t>, Found> found_;
};

double test_of(const store::Record& run, const std::string& metric) {
  return final_score(run, metric).value_or(std::numeric_limits<double>::quiet_NaN());
}

void choose(TunedSearch& one, std::span<const store::Record> runs, const std::string& metric) {
  const bool larger = spec::larger_is_better(one.search.metric);
  std::optional<double> best;
  for (std::size_t i = 0; i < one.trials.size(); ++i) {
    const auto& run = runs[one.trials[i]];
    one.epochs += score(run, "epochs").value_or(0);
    const auto value = final_score(run, one.search.metric);
    if (!value || (best && (larger ? *value <= *best : *value >= *best))) continue;
    best = value;
    one.best = i;
  }
  const auto& winner = runs[one.trials[one.best]];
  for (const auto& axis : winner.axes)
    if (is_in(one.search.axes, axis.first)) one.values.push_back(axis);
  const double gain = test_of(winner, metric) - test_of(runs[one.trials.front()], metric);
  one.gain = spec::larger_is_better(metric) ? gain : -gain;
}

/// A search that used its space up has been as thorough as can be.
bool is_used_up(const TunedSearch& one) {
  return one.search.points > 0 && one.trials.size() == static_cast<std::size_t>(one.search.points);
}

void refuse_unequal(const std::vector<TunedSearch>& all) {
  const TunedSearch* first = &all.front();
  for (const auto& one : all) {
    if (one.search.metric != first->search.metric)
      refuse("searches for different metrics are not compared: " + name_of(*first) + " for " + first->search.metric +
             ", " + name_of(one) + " for " + one.search.metric);
    if (one.search.method != first->search.method)
      refuse("searches by different methods are not compared: " + name_of(*first) + " by " + first->search.method +
             ", " + name_of(one) + " by " + one.search.method);
  }
  const auto counted = std::ranges::find_if(all, [](const auto& one) { return !is_used_up(one); });
  for (auto one = counted; one != all.end(); ++one)
    if (!is_used_up(*one) && one->trials.size() != counted->trials.size())
      refuse("searches of different lengths are not compared, for the longer one is better by its luck alone: " +
             name_of(*counted) + " has " + std::to_string(counted->trials.size()) + " trials, " + name_of(*one) +
             " has " + std::to_string(one->trials.size()) +
             "; go on with 'assay run' (search.trials), or choose others with -F");
}

/// Of one model at one point of the sweep and one seed there is one search.
void refuse_several(const std::vector<TunedSearch>& all) {
  std::map<std::pair<std::string, Values>, const TunedSearch*> known;
  for (const auto& one : all) {
    const auto [other, fresh] = known.try_emplace({name_of(one), one.axes}, &one);
    if (!fresh)
      refuse("there are two searches of " + name_of(one) + ", " + other->second->search.id + " and " + one.search.id +
             "; choose one with -F 'search = " + one.search.id + "'");
  }
}

}  // namespace

std::string Tuning::condition() const {
  return "when tuned with " + std::to_string(trials) + (trials == 1 ? " trial" : " trials");
}

std::string Tuning::sentence() const {
  return "tuned by " + method + " with " + std::to_string(trials) + (trials == 1 ? " trial" : " trials") +
         " for each model and seed; a score is that of the trial with the best " + metric;
}

bool Tuning::is_searched(const std::string& axis) const {
  return std::ranges::any_of(searches, [&](const auto& one) { return is_in(one.search.axes, axis); });
}

std::optional<Tuning> tuning_of(std::span<const store::Record> runs, std::span<const store::TrialTable> tables,
                                const std::string& metric) {
  Gatherer gatherer(runs);
  for (std::size_t i = 0; i < runs.size(); ++i) gatherer.add_run(i);
  for (const auto& table : tables) gatherer.add_table(table);
  Tuning tuning{.searches = gatherer.finish(), .metric = {}, .method = {}, .notes = {}};
  if (tuning.searches.empty()) return std::nullopt;
  refuse_several(tuning.searches);
  refuse_unequal(tuning.searches);
  tuning.metric = tuning.searches.front().search.metric;
  tuning.method = tuning.searches.front().search.method;
  for (auto& one : tuning.searches) {
    choose(one, runs, metric);
    tuning.trials = std::max(tuning.trials, one.trials.size());
  }
  tuning.notes = tuning_notes(tuning, runs, metric);
  return tuning;
}

std::vector<std::size_t> winners(const Tuning& tuning, std::span<const store::Record> runs) {
  std::vector<std::size_t> places;
  std::set<std::string> tuned;
  for (const auto& one : tuning.searches) {
    places.push_back(one.trials[one.best]);
    tuned.insert(runs[one.trials.front()].experiment);
  }
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (!tuned.contains(runs[i].experiment)) places.push_back(i);
  std::ranges::sort(places);
  return places;
}

void forget_searched(const Tuning& tuning, std::span<const store::Record> all, std::span<store::Record> winners) {
  std::map<std::string, std::map<std::string, h5::Attribute>> shared;  // by search: what all its trials have
  std::map<std::string, const TunedSearch*> search_of;                 // by run
  for (const auto& one : tuning.searches) {
    search_of[all[one.trials[one.best]].id] = &one;
    for (const std::size_t i : one.trials) {
      const auto& leaves = all[i].config_leaves;
      const auto [known, fresh] = shared.try_emplace(one.search.id, leaves.begin(), leaves.end());
      if (fresh) continue;
      const std::map<std::string, h5::Attribute> own(leaves.begin(), leaves.end());
      std::erase_if(known->second, [&](const auto& leaf) {
        const auto found = own.find(leaf.first);
        return found == own.end() || !(found->second == leaf.second);
      });
    }
  }
  for (auto& winner : winners) {
    const auto search = search_of.find(winner.id);
    if (search == search_of.end()) continue;
    const auto& kept = shared.at(search->second->search.id);
    std::erase_if(winner.axes, [&](const auto& axis) { return is_in(search->second->search.axes, axis.first); });
    std::erase_if(winner.config_leaves, [&](const auto& leaf) { return !kept.contains(leaf.first); });
  }
}

}  // namespace assay::compare
