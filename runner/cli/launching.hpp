#pragma once
/// What the verbs `run` and `retry` have in common.

#include "cli/session.hpp"
#include "cli/verb.hpp"
#include "launch/launch.hpp"

namespace assay::cli {

void add_launch_options(Options& options);

/// What the options say of one experiment, of so many runs in `folder`. Throws Failure(usage).
launch::Options launch_options(const Options& options, std::size_t runs, const std::filesystem::path& folder,
                               bool retry);

/// Opens the experiments and trains what is missing of them, or what failed. Returns the exit code.
int launch_all(const Options& options, bool retry);

}  // namespace assay::cli
