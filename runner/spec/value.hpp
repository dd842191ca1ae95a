#pragma once
/// The value of one parameter: checked against its declaration, or its default.

#include <string>

#include "spec/component.hpp"

namespace assay::spec {

/// Reads a value; what is wrong goes to `diagnostics` with `owner` ("optimizer 'adam'") and what was expected.
Argument read_argument(const ParameterSpec& parameter, const Node& node, const std::string& owner,
                       const Catalogue& catalogue, Diagnostics& diagnostics);

Argument default_argument(const ParameterSpec& parameter, const Place& place, const Catalogue& catalogue,
                          Diagnostics& diagnostics);

}  // namespace assay::spec
