#pragma once
/// What was found against the baseline, one row a comparison.

#include "compare/verdict.hpp"
#include "report/table.hpp"

namespace assay::report {

/// Significance marks stand at the differences; the caption says the method in one sentence.
Table findings_table(const compare::Findings& findings);

}  // namespace assay::report
