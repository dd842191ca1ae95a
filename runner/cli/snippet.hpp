#pragma once
/// How an experiment writes a component, with all its parameters at their defaults, and how JSON writes a parameter.

#include <string>

#include "base/json.hpp"
#include "spec/component.hpp"

namespace assay::cli {

/// Lines of YAML that may be copied into an experiment; empty for what is no plugin.
std::string snippet(const spec::Signature& signature);

/// "{adam: {lr: 0.001, ...}}", with an example in the place of a required value.
std::string written_out(const spec::Signature& signature);

/// "float", "integer", "boolean", "choice", "integers", "activation", "text", "table".
std::string type_word(const ParameterSpec& parameter);
/// A number, a word or a list, as the experiment would have it. For a required parameter: an example.
Json default_of(const ParameterSpec& parameter);
Json choices_of(const ParameterSpec& parameter);

}  // namespace assay::cli
