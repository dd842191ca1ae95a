#pragma once
/// Values written as calls, `logspace(1e-4, 1e-1, 4)`: YAML's flow style would take their commas for its own.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::spec {

struct Call {
  std::string name;
  std::vector<std::string> arguments;
};

/// Empty where the text is no call.
std::optional<Call> parse_call(std::string_view text);

/// The text with ';' for ',' within calls of range, linspace, logspace, log, uniform and int; as long as before, so
/// that places stay right.
std::string hide_commas(std::string_view text);
/// The inverse, for the scalars that YAML made of it.
std::string show_commas(std::string_view text);

}  // namespace assay::spec
