#pragma once
/// Counts what is taken from the heap by `new`, in the test and in every plugin, so that a test can say that a training
/// step allocates nothing.

#include <cstddef>

namespace assay::contract {

/// Number of calls of operator new since the program's start.
std::size_t allocations();

}  // namespace assay::contract
