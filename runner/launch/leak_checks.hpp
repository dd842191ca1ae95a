#pragma once
/// Looks for leaks in all divisions of the data that runs are to train on.

#include <vector>

#include "launch/perform.hpp"
#include "plan/run.hpp"

namespace assay::launch {

/// Test rows with the inputs of training rows (a few are told, more than move a score by its standard error are
/// refused), groups on two sides, windows of a series that overlap, and weights to begin with that were trained on test
/// rows. What the data's `leaks` says decides whether that is refused or told. Throws Failure(data) with all of it.
void check_leaks(const Context& context, const std::vector<plan::Run>& runs);

}  // namespace assay::launch
