#pragma once
/// What the verbs `run` and `retry` have in common.

#include "cli/session.hpp"
#include "cli/verb.hpp"
#include "launch/launch.hpp"

namespace assay::cli {

void add_launch_options(Options& options);

/// What the options say of one experiment. Throws Failure(usage).
launch::Options launch_options(const Options& options, const Session& session, bool retry);

/// Opens the experiments and trains what is missing of them, or what failed. Returns the exit code.
int launch_all(const Options& options, bool retry);

}  // namespace assay::cli
