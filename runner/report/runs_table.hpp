#pragma once
/// Runs as data for other programs: a row a run, or a row a measurement.

#include <functional>
#include <span>

#include "report/table.hpp"
#include "store/record.hpp"

namespace assay::report {

/// run, experiment, model, seed, status, message, started, seconds, then the axes, the final values, and every leaf of
/// the configuration as config.<name>. What a run does not have stays empty.
Table runs_table(std::span<const store::Record> runs);

/// run, model, seed, the axes, epoch, metric, value: a row for every measurement. The runs must have their curves.
Table measurements_table(std::span<const store::Record> runs);

}  // namespace assay::report
