#pragma once
/// Activations as the runs used them: their curves, and what came in during training where runs stored it.

#include <span>
#include <string>

#include "base/json.hpp"
#include "page/contents.hpp"
#include "page/grouping.hpp"

namespace assay::page {

/// {"curves": [{"name", "x", "value", "slope"}], "histograms": [{"arm", "seed", "layers": [{"layer", "activation",
/// "edges", "counts"}]}]}: from
/// samples "preactivations/<layer>/counts" and ".../edges" of each arm's typical run.
Json activations(const Contents& contents, const Grouping& grouping);

}  // namespace assay::page
