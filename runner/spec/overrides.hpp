#pragma once
/// Settings from the command line: `train.epochs=5`, `activation=relu,swish`, `seeds=3`, `models=fnn,cnn`. They change
/// the tree as if the file had said so.

#include <span>
#include <string>

#include "base/failure.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// Changes `root`. The first override has the place `<command line>:1:1`, the second `<command line>:1:2`, ...
void apply_overrides(Node& root, std::span<const std::string> overrides, Diagnostics& diagnostics);

}  // namespace assay::spec
