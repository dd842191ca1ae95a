#pragma once
/// The resolved configuration written out, all defaults included, keys in a fixed order: the same for every spelling of
/// the same run. Its SHA-256 is the run's identity.

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "spec/node.hpp"
#include "spec/run_spec.hpp"

namespace assay::spec {

/// The configuration without its seed, as a tree.
Node canonical(const RunSpec& spec);

Node canonical(const Component& component);
Node canonical(const Split& split);

/// The tree as YAML, a key a line where it can be.
std::string to_yaml(const Node& node);

using Leaf = std::variant<bool, std::int64_t, double, std::string>;

/// Every scalar with its dotted name: ("train.optimizer.adam.lr", 0.001), ("model.layers.0.dense.units", 64).
std::vector<std::pair<std::string, Leaf>> leaves(const Node& node);

}  // namespace assay::spec
