#pragma once
/// Several levels on several tasks: Friedman's test of ranks and what goes with it. Demsar 2006, JMLR 7.

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace assay::compare {

/// Scores by [task][level].
using ScoreTable = std::vector<std::vector<double>>;

/// Ranks within each task, averaged over tasks; rank 1 is the best, scores that are equal but for
/// rounding share the mean of their ranks.
std::vector<double> mean_ranks(const ScoreTable& scores, bool larger_is_better);

struct Friedman {
  double chi_squared = 0, p = 1;  ///< Friedman 1937, corrected for ties; k - 1 degrees of freedom
  /// Iman & Davenport 1980, less conservative: F = (T - 1) chi2 / (T (k - 1) - chi2), (k - 1) and (k - 1)(T - 1)
  /// degrees.
  double f = 0, f_p = 1;
};

/// Whether some level is better than others. At least 3 levels and 2 tasks, else all NaN; NaN too where all is equal.
Friedman friedman(const ScoreTable& scores);

/// Mean ranks that differ by less than this are alike at 5 % by Nemenyi's test: q sqrt(k (k + 1) / (6 T)), q being the
/// studentized range's 95 % quantile over sqrt(2). NaN for fewer than 2 levels or no task.
double critical_difference(std::size_t levels, std::size_t tasks);

/// The quantile of the range of k independent standard normal numbers.
double range_quantile(std::size_t k, double probability);

}  // namespace assay::compare
