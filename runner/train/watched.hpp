#pragma once
/// The value of a metric that something watches from epoch to epoch: early stopping, a schedule.

#include <algorithm>
#include <string>

#include "base/failure.hpp"
#include "train/outcome.hpp"

namespace assay::train {

/// The value of `metric` ("validation.loss") among an epoch's values. Throws Failure(experiment), with `watcher` first,
/// where it is not measured.
inline double watched(const Values& values, const std::string& metric, const std::string& watcher) {
  std::string column = metric;
  std::replace(column.begin(), column.end(), '.', '_');
  for (const auto& [name, value] : values)
    if (name == column) return value;
  throw Failure(ExitCode::experiment, watcher + ": '" + metric + "' is not measured in this run");
}

}  // namespace assay::train
