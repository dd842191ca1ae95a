#pragma once
/// Values written as calls: logspace(1e-4, 1e-1, 4).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spec/node.hpp"

namespace assay::spec {

struct Call {
  std::string name;
  std::vector<std::string> arguments;
};

/// A call of range, linspace, logspace, log, uniform or int; empty where the text is none.
std::optional<Call> parse_call(std::string_view text);

/// YAML's flow style takes the commas of a call for its own: `[relu, log(1e-4, 1e-1)]` comes as three items, and
/// `{lr: log(1e-4, 1e-1)}` with a key `1e-1)` that has no value. Puts such pieces, which stand in one line, together
/// again; what is quoted is none.
void join_calls(std::vector<Node>& items);
void join_calls(std::vector<Entry>& entries);

}  // namespace assay::spec
