#pragma once
/// One entry of the section `models`: a list of layers, or a map with the model's own settings.

#include "base/failure.hpp"
#include "spec/component.hpp"
#include "spec/node.hpp"
#include "spec/run_spec.hpp"

namespace assay::spec {

/// Whether the entry is meant as a generator with its discriminator, finished or not.
bool is_adversarial(const Node& model);

/// Reads the entry `node` of the name and place of `entry`; its patches `train` and `data` are only looked at, not
/// applied. What is wrong goes to `diagnostics`.
ModelSpec read_model(const Entry& entry, const Node& node, const Catalogue& catalogue, Diagnostics& diagnostics);

}  // namespace assay::spec
