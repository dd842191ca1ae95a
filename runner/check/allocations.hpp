#pragma once
/// Counts what this thread takes from the heap by `new`, in the program and in every plugin, so that a check can say
/// that a training step allocates nothing.

#include <cstddef>

namespace assay::check {

/// Number of calls of operator new by this thread since it began.
std::size_t allocations();

}  // namespace assay::check
