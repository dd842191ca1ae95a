#pragma once
/// Levels ranked over several tasks (data sets, experiments): "is it better in general?" needs tasks as replicates,
/// for seeds only tell how sure the answer on one task is. Demsar 2006; pairs by the signed-rank test and Holm instead
/// of mean ranks, whose verdict on a pair depends on the other levels (Benavoli, Corani & Mangili 2016).

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compare/friedman.hpp"
#include "compare/signed_rank.hpp"
#include "compare/verdict.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// The name by which experiments are tasks.
inline constexpr const char* kExperiments = "experiment";

struct RankedPair {
  std::size_t a = 0, b = 0;  ///< levels, by number
  SignedRank signed_rank{};  ///< over the tasks' differences a - b
  double adjusted = 1;       ///< its p after Holm over all pairs
};

struct Ranking {
  std::string by, tasks_by, metric;
  std::vector<std::string> levels{}, tasks{};
  ScoreTable scores{};          ///< [task][level]: mean over the replicates
  std::vector<double> ranks{};  ///< mean rank of each level, 1 is best
  Friedman friedman{};
  double critical_difference = 0;  ///< of mean ranks, by Nemenyi's test at 5 %; for the diagram's scale
  std::vector<RankedPair> pairs{};
  std::vector<std::size_t> order{};  ///< levels from best to worst mean rank
  /// First and last place in `order` of each largest group of levels that are not told apart (no pair with adjusted
  /// p < 0.05), two levels or more: the bars of a critical-difference diagram.
  std::vector<std::pair<std::size_t, std::size_t>> alike{};
  std::vector<std::string> warnings{};
};

/// Ranks the levels of `question.by`. Only tasks on which every level has a score count, and none that holds
/// the runs of another one; others are named in the warnings. Throws Failure(usage) where fewer than 2 tasks or levels
/// are left, and where a task's runs are of several settings that must be chosen among (mixture.hpp).
Ranking rank(std::span<const store::Record> runs, const Question& question, const std::string& tasks_by);

}  // namespace assay::compare
