#pragma once
/// The final values of all runs, and each arm's description of them.

#include <span>

#include "base/json.hpp"
#include "page/grouping.hpp"

namespace assay::page {

/// {"ids", "seeds", "arms", "status": one a run; "metrics": {name: {"values": one a run, "arms": [{n, mean, sd,
/// ...}]}}}. Only finished runs have values; the metric asked for stands first.
Json scores(std::span<const store::Record> runs, const Grouping& grouping, const std::string& metric);

/// One an arm: {"failed", "parameters", "operations", "seconds"}, means over its finished runs.
Json sizes(std::span<const store::Record> runs, const Grouping& grouping);

}  // namespace assay::page
