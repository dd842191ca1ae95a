#pragma once
/// The tables of a comparison: the arms, and what was found against the baseline.

#include <iosfwd>
#include <span>
#include <string>

#include "compare/summary.hpp"
#include "compare/verdict.hpp"
#include "report/table.hpp"

namespace assay::report {

/// Axes that never vary get no column; the failed column appears only where something failed. The best mean is marked.
void print_arms(std::ostream& out, std::span<const compare::Arm> arms, const std::string& metric, bool larger_is_better,
                Table::Format format = Table::Format::text);

/// One row a comparison; as text with a heading and warnings.
void print_findings(std::ostream& out, const compare::Findings& findings, Table::Format format = Table::Format::text);

}  // namespace assay::report
