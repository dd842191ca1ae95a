#pragma once
/// `train.groups`: parameters that are trained in another way than the rest.

#include <vector>

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"
#include "spec/run_spec.hpp"

namespace assay::spec {

/// Reads `[{match: "0.*", rate: 0.1}, {match: ["*.bias", "1.*"], weight_decay: 0}, {match: "2.*", freeze: true}]`; a
/// group may set whatever parameter the optimizer declares. Whether a pattern matches anything shows only when the
/// network is there. What is wrong goes to `diagnostics`.
std::vector<ParameterGroup> read_groups(const Node* node, const Component& optimizer, const Catalogue& catalogue,
                                        Diagnostics& diagnostics);

}  // namespace assay::spec
