#pragma once
/// The JSON Schema (draft 2020-12) of the experiment file, with every component of a catalogue: what an editor
/// completes and checks while one types. It knows keys, names, types and ranges; what needs more than one place of the
/// file (an axis that nobody uses, shapes that do not fit) only the program knows.

#include <span>
#include <string_view>

#include "base/json.hpp"
#include "spec/component.hpp"

namespace assay::spec {

Json schema(const Catalogue& catalogue);

/// One component's value, `name`, `{name: value}` or `{name: {parameter: value}}`, of any of the kinds.
Json component_schema(std::span<const std::string_view> kinds, const Catalogue& catalogue);

/// One parameter's value.
Json parameter_schema(const ParameterSpec& parameter);

}  // namespace assay::spec
