#pragma once
/// Whether what a file says of a run makes sense. A seal does not tell: programs with mistakes write sealed files too,
/// and so can anybody.

#include "store/record.hpp"

namespace assay::store {

/// Names that lead to a file, or stand in lines and tables: the run's own, and those of its axes, final values and
/// settings. Throws Error.
void expect_sound_summary(const Record& run);

/// The same, and the names and lengths of what summaries do not hold: columns of metrics have one length, and so have
/// those of the timing; scalings fit the shapes of samples. Throws Error.
void expect_sound(const Record& run);

}  // namespace assay::store
