#include "compare/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "compare/pairwise.hpp"
#include "compare/summary.hpp"

namespace assay::compare {
namespace {

constexpr double kLevel = 0.05;
constexpr std::size_t kFewestTasks = 6;

/// Sum and number of the scores of one level on one task; a run without a score spoils it.
struct Mean {
  double sum = 0;
  std::size_t n = 0;
  bool spoiled = false;
};

using Means = std::map<std::string, std::map<std::string, Mean>>;  ///< task, then level

std::vector<std::string> tasks_of(std::span<const store::Record> runs, const std::string& tasks_by) {
  std::vector<std::string> tasks;
  for (const auto& run : runs)
    if (const auto task = task_of(run, tasks_by); task && std::ranges::find(tasks, *task) == tasks.end())
      tasks.push_back(*task);
  return tasks;
}

Means means_of(std::span<const store::Record> runs, const Question& question, const std::string& tasks_by) {
  Means means;
  for (const auto& run : runs) {
    const auto task = task_of(run, tasks_by), level = level_of(run, question.by);
    if (!task || !level) continue;
    Mean& mean = means[*task][*level];
    const auto value = run.status == store::Status::complete ? score(run, question.metric) : std::nullopt;
    if (!value || !std::isfinite(*value)) {
      mean.spoiled = true;
      continue;
    }
    mean.sum += *value;
    ++mean.n;
  }
  return means;
}

/// The scores of all levels on a task; nothing where one of them has none at all.
std::optional<std::vector<double>> row_of(const std::map<std::string, Mean>& by_level,
                                          const std::vector<std::string>& levels) {
  std::vector<double> row;
  for (const auto& level : levels) {
    const auto found = by_level.find(level);
    if (found == by_level.end() || found->second.n == 0) return std::nullopt;
    row.push_back(found->second.sum / static_cast<double>(found->second.n));
  }
  return row;
}

void fill_scores(Ranking& ranking, const Means& means, const std::vector<std::string>& tasks) {
  std::vector<std::string> incomplete, spoiled;
  for (const auto& task : tasks) {
    const auto& by_level = means.at(task);
    if (std::ranges::any_of(by_level, [](const auto& entry) { return entry.second.spoiled; })) spoiled.push_back(task);
    auto row = row_of(by_level, ranking.levels);
    if (!row) {
      incomplete.push_back(task);
      continue;
    }
    ranking.tasks.push_back(task);
    ranking.scores.push_back(std::move(*row));
  }
  if (!incomplete.empty())
    ranking.warnings.push_back("not every " + ranking.by + " has a score on " + list_of(incomplete) +
                               ": left out, for ranks compare all levels on the same tasks");
  if (!spoiled.empty())
    ranking.warnings.push_back("some runs on " + list_of(spoiled) +
                               " have no score (failed or diverged); the means are of those that went well");
}

std::vector<RankedPair> compare_pairs(const Ranking& ranking) {
  std::vector<RankedPair> pairs;
  std::vector<double> p_values;
  for (std::size_t a = 0; a < ranking.levels.size(); ++a)
    for (std::size_t b = a + 1; b < ranking.levels.size(); ++b) {
      std::vector<double> differences;
      for (const auto& row : ranking.scores) differences.push_back(row[a] - row[b]);
      pairs.push_back({a, b, signed_rank(differences)});
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

std::optional<std::string> task_of(const store::Record& run, const std::string& tasks_by) {
  return tasks_by == kExperiments ? std::optional(run.experiment) : level_of(run, tasks_by);
}

Ranking rank(std::span<const store::Record> runs, const Question& question, const std::string& tasks_by) {
  Ranking ranking{.by = question.by, .tasks_by = tasks_by, .metric = question.metric};
  ranking.levels = levels(runs, question.by);
  const auto tasks = tasks_of(runs, tasks_by);
  fill_scores(ranking, means_of(runs, question, tasks_by), tasks);
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
