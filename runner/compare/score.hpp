#pragma once
/// The score of a run.

#include <optional>
#include <string>

#include "store/record.hpp"

namespace assay::compare {

/// The value of a metric in a run ("test.accuracy", "best.validation.loss"); nothing where it was not measured, and
/// where what was measured is no number: a NaN is a missing score.
std::optional<double> score(const store::Record& run, const std::string& metric);

/// Whether the run measures it, with a number or without: what does not has another task.
bool measures(const store::Record& run, const std::string& metric);

/// The score that counts in a comparison: of a run that was finished.
std::optional<double> final_score(const store::Record& run, const std::string& metric);

}  // namespace assay::compare
