#pragma once
/// A plan as CSV.

#include <array>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "launch/stored.hpp"

namespace assay::cli {

/// "to train", "stale", or the status that a run is stored with; null: it is not stored.
std::string state_of(const launch::Stored* stored);

bool has_folds(const std::vector<plan::Run>& runs);

/// Fold and repeat of a run, or nothing twice.
std::array<std::string, 2> fold_of(const plan::Run& run);

/// A line a run, one column an axis, empty where a model does not use it. Of a search the trials that are known by now.
void print_csv(Session& session);

}  // namespace assay::cli
