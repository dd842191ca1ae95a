#pragma once
/// The section `data`: a source, its settings beside it, and what is done with the rows of every source.

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"
#include "spec/run_spec.hpp"

namespace assay::spec {

/// What is wrong goes to `diagnostics`.
DataSpec read_data(const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics);

/// Whether a key of the section belongs to every source, not to one.
bool is_shared_data_key(std::string_view key);

}  // namespace assay::spec
