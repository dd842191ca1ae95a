#pragma once
/// Predictions row by row.

#include "base/array.hpp"
#include "report/table.hpp"

namespace assay::report {

/// row, target, prediction, then the outputs. For classes (a target a row, several outputs) the prediction
/// is the number of the largest output; for quantities there is a target and an output a column. Sequences have a row
/// a step.
Table predictions_table(const Array& outputs, const Array& targets);

}  // namespace assay::report
