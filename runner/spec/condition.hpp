#pragma once
/// Conditions on a point of a sweep, `exclude: model = lstm and units > 128`; spec/expression.hpp has the grammar.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/failure.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// A point's values by name: axes, and "model".
using Facts = std::map<std::string, std::string>;

/// Numbers are compared as numbers, everything else as text, which has no order. A comparison with an axis that the
/// point does not have is false.
using Condition = std::function<bool(const Facts&)>;

/// `known` are the names there are. What is wrong goes to `diagnostics`, and the condition is then never true.
Condition read_condition(const Node& node, const std::vector<std::string>& known, Diagnostics& diagnostics);

}  // namespace assay::spec
