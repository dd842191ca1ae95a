#pragma once
/// Settings from the command line, which change the tree as if the file had said so:
///
///   train.epochs=5                      a value
///   train.optimizer.adam.lr=0.1,0.01    an axis of that name, because it has several
///   models.cnn.1.conv2d.filters=8       positions in lists count from 0
///   activation=relu,swish               the values of an axis
///   lr=log(1e-4,1e-1)                   what a searched axis is chosen from
///   search.trials=100                   more trials
///   seeds=3   metrics=accuracy,mse      the sections that are lists
///   models=fnn,cnn                      keeps only these
///
/// Values are YAML in flow style. A model's own settings still stand above the experiment's.

#include <span>
#include <string>

#include "base/failure.hpp"
#include "spec/node.hpp"

namespace assay::spec {

/// Changes `root`. The first override has the place `<command line>:1:1`, the second `<command line>:1:2`, ...
void apply_overrides(Node& root, std::span<const std::string> overrides, Diagnostics& diagnostics);

}  // namespace assay::spec
