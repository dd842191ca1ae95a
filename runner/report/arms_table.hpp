#pragma once
/// The arms of a comparison, one row each.

#include <span>

#include "compare/summary.hpp"
#include "report/table.hpp"

namespace assay::report {

/// The best mean is marked; columns for lost runs appear where there are some.
Table arms_table(std::span<const compare::Arm> arms, bool larger_is_better);

}  // namespace assay::report
