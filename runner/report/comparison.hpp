#pragma once
/// The table of arms on the terminal.

#include <iosfwd>
#include <span>
#include <string>

#include "compare/summary.hpp"

namespace assay::report {

/// Axes that never vary get no column; the failed column appears only where something failed. The best mean is marked.
void print_arms(std::ostream& out, std::span<const compare::Arm> arms, const std::string& metric,
                bool larger_is_better);

}  // namespace assay::report
