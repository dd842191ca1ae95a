#pragma once
/// Ranks of levels over several tasks.

#include <iosfwd>
#include <string>

#include "compare/ranking.hpp"
#include "report/table.hpp"

namespace assay::report {

/// Scores by task and level, with the mean ranks in the last row.
Table ranks_table(const compare::Ranking& ranking, bool larger_is_better);

/// One row a pair of levels.
Table ranked_pairs_table(const compare::Ranking& ranking);

/// Friedman's test and the critical difference; empty where there are too few tasks for it.
std::string ranking_sentence(const compare::Ranking& ranking);

/// Mean ranks from best to worst; levels with a bar in the same column are not told apart.
void draw_ranks(std::ostream& out, const compare::Ranking& ranking);

}  // namespace assay::report
