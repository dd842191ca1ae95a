#pragma once
/// The section `seeds`: 10 means 0 to 9, 3..7 means 3 to 7, a list means itself.

#include <cstdint>
#include <vector>

#include "base/failure.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// At least one seed: 0 where the section is missing or wrong, which goes to `diagnostics`.
std::vector<std::uint64_t> read_seeds(const Node* node, Diagnostics& diagnostics);

}  // namespace assay::spec
