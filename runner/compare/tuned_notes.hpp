#pragma once
/// What a reader should know of a comparison of tuned models.

#include <span>
#include <string>
#include <vector>

#include "compare/tuned.hpp"

namespace assay::compare {

/// Winners at the edge of what was searched, one search only, different numbers of searched axes, a metric that chose
/// the winners itself, runs that are no trials.
std::vector<std::string> tuning_notes(const Tuning& tuning, std::span<const store::Record> runs,
                                      const std::string& metric);

}  // namespace assay::compare
