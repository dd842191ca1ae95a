#pragma once
/// Where the runs come from: commands, programs, machines, plugins, data; and which went wrong.

#include <span>

#include "base/json.hpp"
#include "page/grouping.hpp"

namespace assay::page {

/// {"commands": [{"text", "runs"}], "programs": [{fields, "runs"}], "plugins": [{"kind", "name", "sha256"}], "data":
/// [{"path", "bytes", "sha256"}], "input": the experiment file, "seconds": of all trainings}.
Json provenance(std::span<const store::Record> runs);

/// [{"arm", "seed", "id", "status", "message"}] of the runs that did not finish.
Json failures(std::span<const store::Record> runs, const Grouping& grouping);

}  // namespace assay::page
