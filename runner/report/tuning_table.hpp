#pragma once
/// What the searches of a comparison chose, a row an arm.

#include "compare/tuned.hpp"
#include "report/table.hpp"

namespace assay::report {

/// Searches, trials of each, epochs spent on them, what the winners' test is better by than that of trial 0, and of
/// each searched axis the winners' values: numbers as median and range, others with how often they won.
Table tuning_table(const compare::Tuning& tuning);

}  // namespace assay::report
