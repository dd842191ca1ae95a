#include "compare/grouping.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace assay::compare {
namespace {

/// Whether `a` counts rather than `b`, which says the same.
bool counts_before(const store::Record& a, const store::Record& b) {
  const auto rank = [](const store::Record& run) {
    return std::tuple(run.status != store::Status::complete, std::string_view(run.timing.ended),
                      std::string_view(run.id));
  };
  return rank(a) < rank(b);
}

/// What tells trainings of one configuration apart: fold, repeat and seed.
using Training = std::tuple<std::int64_t, std::int64_t, std::uint64_t>;

Training training_of(const store::Record& run) { return {run.fold, run.repeat, run.seed}; }

class Grouper {
 public:
  explicit Grouper(std::span<const store::Record> runs) : runs_(runs) {}

  Grouping finish() && {
    for (std::size_t run = 0; run < runs_.size(); ++run) add(run);
    drop_repeated();
    tell_apart();
    return std::move(grouping_);
  }

 private:
  void add(std::size_t run) {
    const auto& record = runs_[run];
    auto& candidates = known_[hash_of_configuration(record)];
    const auto same = [&](std::size_t group) {
      const auto& other = runs_[grouping_.groups[group].runs.front()];
      return record.experiment == other.experiment && same_configuration(record, other);
    };
    auto found = std::ranges::find_if(candidates, same);
    if (found == candidates.end()) {
      candidates.push_back(grouping_.groups.size());
      found = std::prev(candidates.end());
      grouping_.groups.push_back({.experiment = record.experiment, .model = record.model, .axes = record.axes});
    }
    Group& group = grouping_.groups[*found];
    group.runs.push_back(run);
    grouping_.group_of.push_back(*found);
    add_axes(group, record);
  }

  /// The same configuration may have come about with an axis and without it.
  static void add_axes(Group& group, const store::Record& run) {
    for (const auto& axis : run.axes)
      if (std::ranges::find(group.axes, axis.first, &std::pair<std::string, std::string>::first) == group.axes.end())
        group.axes.push_back(axis);
  }

  void drop_repeated() {
    for (auto& group : grouping_.groups) {
      if (runs_[group.runs.front()].config_leaves.empty()) continue;  // nothing says that they are the same
      std::map<Training, std::size_t> by_training;
      for (const std::size_t run : group.runs) {
        const auto [best, fresh] = by_training.try_emplace(training_of(runs_[run]), run);
        if (!fresh && counts_before(runs_[run], runs_[best->second])) best->second = run;
      }
      if (by_training.size() == group.runs.size()) continue;
      std::erase_if(group.runs, [&](std::size_t run) {
        const bool repeated = by_training.at(training_of(runs_[run])) != run;
        if (repeated) grouping_.repeated.push_back(run);
        return repeated;
      });
    }
    std::ranges::sort(grouping_.repeated);
  }

  /// Groups of one experiment, model and axis values are named by what differs.
  void tell_apart() {
    using Place = std::tuple<std::string, std::string, std::vector<std::pair<std::string, std::string>>>;
    std::map<Place, std::vector<Group*>> alike;
    for (auto& group : grouping_.groups) alike[Place(group.experiment, group.model, group.axes)].push_back(&group);
    for (auto& [place, groups] : alike) {
      if (groups.size() < 2) continue;
      std::vector<const store::Record*> first;
      for (const auto* group : groups) first.push_back(&runs_[group->runs.front()]);
      const auto differences = differences_of(first);
      for (std::size_t i = 0; i < groups.size(); ++i) groups[i]->settings = words(differences, i);
    }
  }

  std::span<const store::Record> runs_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> known_;  ///< groups by the hash of their configuration
  Grouping grouping_;
};

}  // namespace

std::string name_of(const Group& group) {
  return group.settings.empty() ? group.model : group.model + " (" + group.settings + ')';
}

Grouping group_runs(std::span<const store::Record> runs) { return Grouper(runs).finish(); }

std::optional<std::string> note_of_repeated(const Grouping& grouping) {
  const std::size_t n = grouping.repeated.size();
  if (n == 0) return std::nullopt;
  return std::to_string(n) + (n == 1 ? " run says" : " runs say") +
         " once more what another one says (the same configuration and seed on the same bytes, whatever the file is "
         "called): each counts once";
}

}  // namespace assay::compare
