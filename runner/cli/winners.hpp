#pragma once
/// Of runs that are trials of searches, those that count in a comparison.

#include <string>
#include <vector>

#include "cli/selection.hpp"

namespace assay::cli {

/// Leaves the best trial of each search, without what the search chose, and says so in `selection.tuning`. Leaves runs
/// of experiments without a search as they are. `asked` are the axes by which the runs are to be told apart. Throws
/// Failure(usage) where one of these was searched, and as compare::tuning_of.
void leave_winners(Selection& selection, const std::string& metric, const std::vector<std::string>& asked);

/// The same taken from a winner's whole record.
void forget_searched(const Selection& selection, store::Record& run);

}  // namespace assay::cli
