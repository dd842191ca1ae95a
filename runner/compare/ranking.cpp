#include "compare/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "compare/design.hpp"
#include "compare/fairness.hpp"
#include "compare/grouping.hpp"
#include "compare/mixture.hpp"
#include "compare/pairwise.hpp"
#include "compare/rounding.hpp"
#include "compare/score.hpp"

namespace assay::compare {
namespace {

constexpr double kLevel = 0.05;
constexpr std::size_t kFewestTasks = 6;

/// The groups of each task, by its place in `tasks`.
std::vector<std::vector<Group>> groups_by_task(std::span<const store::Record> runs, const std::vector<Group>& groups,
                                               const std::string& tasks_by, std::vector<std::string>& tasks) {
  std::vector<std::vector<Group>> by_task;
  for (const auto& group : groups) {
    const auto task = tasks_by == kExperiments ? std::optional(group.experiment)
                                               : level_of(runs[group.runs.front()].model, group.axes, tasks_by);
    if (!task) continue;
    const auto place = place_of(*task, tasks, tasks_by);
    if (!place) {
      tasks.push_back(*task);
      by_task.emplace_back();
    }
    by_task[place.value_or(tasks.size() - 1)].push_back(group);
  }
  return by_task;
}

/// The mean over the seeds and some cells of a level, of those that have a score.
std::optional<double> mean_of_level(const Level& level, std::span<const std::size_t> cells) {
  double sum = 0;
  std::size_t n = 0;
  for (const auto& [seed, scores] : level.scores)
    for (const std::size_t cell : cells)
      if (scores[cell]) sum += *scores[cell], ++n;
  return n == 0 ? std::nullopt : std::optional(sum / static_cast<double>(n));
}

/// The levels' scores on a task, in the cells that all of them have; nothing where one of them has none at all.
std::optional<std::vector<double>> row_of(const Design& design, const Ranking& ranking) {
  std::vector<const Level*> found;
  for (const auto& name : ranking.levels) {
    const auto same = [&](const Level& level) {
      return key_of_level(level.name, ranking.by) == key_of_level(name, ranking.by);
    };
    const auto level = std::ranges::find_if(design.levels, same);
    if (level == design.levels.end()) return std::nullopt;
    found.push_back(&*level);
  }
  const auto cells = common_cells(found);
  std::vector<double> row;
  for (const auto* level : found) {
    const auto mean = mean_of_level(*level, cells);
    if (!mean) return std::nullopt;
    row.push_back(*mean);
  }
  return row;
}

/// Whether a run of the task has no score.
bool is_spoiled(std::span<const store::Record> runs, const std::vector<Group>& groups, const std::string& metric) {
  return std::ranges::any_of(groups, [&](const Group& group) {
    return std::ranges::any_of(group.runs, [&](std::size_t run) { return !final_score(runs[run], metric); });
  });
}

/// A run's configuration, by its hash, its seed and its score.
using Contents = std::vector<std::tuple<std::size_t, std::uint64_t, double>>;

/// Equal for tasks that hold the same runs on the same bytes; empty where the files keep no configuration.
Contents contents_of(std::span<const store::Record> runs, const std::vector<Group>& groups, const std::string& metric) {
  Contents contents;
  for (const auto& group : groups)
    for (const std::size_t run : group.runs)
      if (!runs[run].config_leaves.empty())
        contents.emplace_back(hash_of_configuration(runs[run]), runs[run].seed,
                              final_score(runs[run], metric).value_or(0));
  std::ranges::sort(contents);
  return contents;
}

/// Refuses a task whose levels are of several settings.
Design design_of_task(std::span<const store::Record> runs, const std::vector<Group>& groups, const Question& question,
                      const std::string& task) {
  Design design = design_of(runs, groups, question);
  if (const auto mixed = mixture(design, question)) throw Failure(ExitCode::usage, "on " + task + ' ' + *mixed);
  return design;
}

void fill_scores(Ranking& ranking, std::span<const store::Record> runs, const Question& question) {
  std::vector<std::string> tasks, incomplete, spoiled, repeated;
  const Grouping grouping = group_runs(runs);
  const auto by_task = groups_by_task(runs, grouping.groups, ranking.tasks_by, tasks);
  std::set<Contents> known;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    auto contents = contents_of(runs, by_task[i], question.metric);
    if (ranking.tasks_by == kExperiments && !contents.empty() && !known.insert(std::move(contents)).second) {
      repeated.push_back(tasks[i]);
      continue;
    }
    if (is_spoiled(runs, by_task[i], question.metric)) spoiled.push_back(tasks[i]);
    auto row = row_of(design_of_task(runs, by_task[i], question, tasks[i]), ranking);
    if (!row) {
      incomplete.push_back(tasks[i]);
      continue;
    }
    ranking.tasks.push_back(tasks[i]);
    ranking.scores.push_back(std::move(*row));
  }
  const auto warn = [&](std::optional<std::string> warning) {
    if (warning) ranking.warnings.push_back(std::move(*warning));
  };
  if (!incomplete.empty())
    warn("not every " + ranking.by + " has a score on " + list_of(incomplete) +
         ": left out, for ranks compare all levels on the same tasks");
  if (!spoiled.empty())
    warn("some runs on " + list_of(spoiled) +
         " have no score (failed or diverged, or it is no number); the means are of those that went well");
  if (!repeated.empty())
    warn(list_of(repeated) + (repeated.size() == 1 ? " holds" : " hold") +
         " the runs of another task once more, on the same bytes: left out, for tasks are counted");
  warn(unscored_runs(runs, grouping.groups, question.metric));
  warn(note_of_repeated(grouping));
}

std::vector<RankedPair> compare_pairs(const Ranking& ranking) {
  std::vector<RankedPair> pairs;
  std::vector<double> p_values;
  for (std::size_t a = 0; a < ranking.levels.size(); ++a)
    for (std::size_t b = a + 1; b < ranking.levels.size(); ++b) {
      std::vector<double> differences, roundings;
      for (const auto& row : ranking.scores) {
        differences.push_back(row[a] - row[b]);
        roundings.push_back(rounding_of(row[a], row[b]));
      }
      pairs.push_back({a, b, signed_rank(differences, roundings)});
      p_values.push_back(pairs.back().signed_rank.p);
    }
  const auto adjusted = holm(p_values);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].adjusted = adjusted[i];
  return pairs;
}

bool told_apart(const Ranking& ranking, std::size_t a, std::size_t b) {
  return std::ranges::any_of(ranking.pairs, [&](const RankedPair& pair) {
    return ((pair.a == a && pair.b == b) || (pair.a == b && pair.b == a)) && pair.adjusted < kLevel;
  });
}

/// Largest runs of neighbours in the order of ranks of which no two are told apart.
void find_alike(Ranking& ranking) {
  const std::size_t n = ranking.order.size();
  std::size_t reached = 0;
  for (std::size_t first = 0; first < n; ++first) {
    std::size_t last = first;
    const auto joins = [&](std::size_t next) {
      for (std::size_t i = first; i < next; ++i)
        if (told_apart(ranking, ranking.order[i], ranking.order[next])) return false;
      return true;
    };
    while (last + 1 < n && joins(last + 1)) ++last;
    if (last > first && (ranking.alike.empty() || last > reached)) {
      ranking.alike.emplace_back(first, last);
      reached = last;
    }
  }
}

}  // namespace

Ranking rank(std::span<const store::Record> runs, const Question& question, const std::string& tasks_by) {
  Ranking ranking{.by = question.by, .tasks_by = tasks_by, .metric = question.metric};
  ranking.levels = levels(runs, question.by);
  fill_scores(ranking, runs, question);
  if (ranking.tasks.size() < 2 || ranking.levels.size() < 2)
    throw Failure(ExitCode::usage, "ranks need at least 2 tasks and 2 levels with scores; there are " +
                                       std::to_string(ranking.tasks.size()) + " of '" + tasks_by + "' and " +
                                       std::to_string(ranking.levels.size()) + " of '" + question.by + "'");
  ranking.ranks = mean_ranks(ranking.scores, question.larger_is_better);
  ranking.friedman = friedman(ranking.scores);
  ranking.critical_difference = critical_difference(ranking.levels.size(), ranking.tasks.size());
  ranking.pairs = compare_pairs(ranking);
  ranking.order.resize(ranking.levels.size());
  std::iota(ranking.order.begin(), ranking.order.end(), std::size_t{0});
  std::ranges::stable_sort(ranking.order, {}, [&](std::size_t level) { return ranking.ranks[level]; });
  find_alike(ranking);
  if (ranking.tasks.size() < kFewestTasks)
    ranking.warnings.push_back(
        "fewer than 6 tasks: the signed-rank test over tasks cannot reach p < 0.05 with 5 (its "
        "smallest p is 0.0625), so no two levels can be told apart");
  return ranking;
}

}  // namespace assay::compare
