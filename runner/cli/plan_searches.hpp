#pragma once
/// What `assay plan` says of an experiment with a search.

#include "cli/session.hpp"

namespace assay::cli {

/// A line for each search, and how many runs there are to be at least and at most. Writes nothing.
void print_searches(Session& session);

}  // namespace assay::cli
