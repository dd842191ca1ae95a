#pragma once
/// The section `data.split`, read and written.

#include "base/failure.hpp"
#include "spec/node.hpp"
#include "spec/split.hpp"

namespace assay::spec {

/// `node` is null where the experiment says nothing. What is wrong, or has no meaning beside the rest, goes to
/// `diagnostics`. Folds or a column from the command line take the place of the shares that the file has.
Split read_split(const Node* node, Diagnostics& diagnostics);

}  // namespace assay::spec
