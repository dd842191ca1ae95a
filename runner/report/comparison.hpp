#pragma once
/// The tables of a comparison: the arms, what was found against the baseline, and ranks over tasks.

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "compare/ranking.hpp"
#include "compare/summary.hpp"
#include "compare/verdict.hpp"
#include "report/table.hpp"

namespace assay::report {

/// All that `assay compare` has to say.
struct Answer {
  std::string experiment, question;  ///< as the runs' files have them
  compare::Question asked;
  std::vector<compare::Arm> arms;
  std::optional<compare::Findings> findings{};  ///< against the baseline
  std::optional<compare::Ranking> ranking{};    ///< over tasks
};

/// One row an arm. The best mean is marked; columns for lost runs appear where there are some.
Table arms_table(std::span<const compare::Arm> arms, bool larger_is_better);

/// One row a comparison with the baseline; significance marks at the differences.
Table findings_table(const compare::Findings& findings);

/// Scores by task and level with the mean ranks in the last row; and one row a pair of levels.
Table ranks_table(const compare::Ranking& ranking, bool larger_is_better);
Table ranked_pairs_table(const compare::Ranking& ranking);

/// Mean ranks from best to worst; levels with a bar in the same column are not told apart.
void draw_ranks(std::ostream& out, const compare::Ranking& ranking);

/// As text with headings and notes; as JSON one object; in the other formats one table after the other.
void print(std::ostream& out, const Answer& answer, Table::Format format);

Json to_json(const Answer& answer);

}  // namespace assay::report
