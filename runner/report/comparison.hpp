#pragma once
/// A whole comparison in all formats: the arms, what was found against the baseline, and ranks over tasks.

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "compare/ranking.hpp"
#include "compare/summary.hpp"
#include "compare/tuned.hpp"
#include "compare/verdict.hpp"
#include "report/experiments.hpp"
#include "report/table.hpp"

namespace assay::report {

/// All that `assay compare` has to say.
struct Answer {
  std::vector<AskedExperiment> experiments;  ///< as the runs' files have them; several are ranked as tasks
  compare::Question asked;
  std::vector<compare::Arm> arms;
  std::optional<compare::Findings> findings{};  ///< against the baseline
  std::optional<compare::Tuning> tuning{};      ///< where the arms are winners of searches
  std::optional<compare::Ranking> ranking{};    ///< over tasks
  bool details = false;                         ///< all columns on the terminal too
};

/// As text with headings and notes; as JSON one object; in the other formats one table after the other.
void print(std::ostream& out, const Answer& answer, Table::Format format);

Json to_json(const Answer& answer);

}  // namespace assay::report
