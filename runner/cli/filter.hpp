#pragma once
/// Choosing among stored runs on the command line: -F CONDITION, --sort NAME, --top N.

#include "cli/selection.hpp"
#include "store/query.hpp"

namespace assay::cli {

/// What -F's help says of its language.
extern const char* const kFilterHelp;

/// Declares -F. Several conditions must all hold.
void add_filter_options(Options& options);

/// The same with --sort and --top, for verbs whose rows are runs.
void add_order_options(Options& options);

/// The runs under the verb's words for which every condition holds, sorted and cut as the options say.
/// Throws Failure(usage) for a condition that is none, or names what no run has.
Selection select(const Options& options);

/// The same of runs under these places instead of the verb's words.
Selection select(const Options& options, const Words& places);

}  // namespace assay::cli
