#pragma once
/// Handing experiments over to a cluster, and what becomes of them there.

#include <iosfwd>

#include "cli/verb.hpp"

namespace assay::cli {

void add_slurm_options(Options& options);

/// Whether --launcher is slurm. Throws Failure(usage) where it is something unknown.
bool wants_slurm(const Options& options);

/// Checks the experiments, freezes what is missing of each, and submits it as one job array. Returns the exit code.
int submit_all(const Options& options);

/// A table of the runs of results folders (default: results/), and of their sub-folders, that were handed over and are
/// not stored yet: queued or running. Nothing where there are none; runs of which nobody takes care any more are left
/// out.
void print_pending(std::ostream& out, const Words& folders);

}  // namespace assay::cli
