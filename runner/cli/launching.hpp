#pragma once
/// What the verbs `run` and `retry` have in common.

#include "cli/verb.hpp"

namespace assay::cli {

void add_launch_options(Options& options);

/// Opens the experiments and trains what is missing of them, or what failed. Returns the exit code.
int launch_all(const Options& options, bool retry);

}  // namespace assay::cli
