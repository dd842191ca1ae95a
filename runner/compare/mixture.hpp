#pragma once
/// Runs of several settings in one folder: the sweep, and a second one with an override.

#include <optional>
#include <string>

#include "compare/design.hpp"

namespace assay::compare {

/// Why no verdict may be given, with the -F that chooses: the levels do not have the same settings on the same seeds,
/// or their settings are of different data, or make the metric another one. Nothing where all is well: then the
/// settings are averaged within each seed, as the values of other axes are.
std::optional<std::string> mixture(const Design& design, const Question& question);

}  // namespace assay::compare
