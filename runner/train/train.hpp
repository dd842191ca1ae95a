#pragma once
/// Trains one run from beginning to end; epochs.hpp goes through its epochs. The procedure (supervised or
/// adversarial) says what happens in an epoch.

#include <string>
#include <vector>

#include "data/prepare.hpp"
#include "train/job.hpp"
#include "train/observer.hpp"

namespace assay::train {

/// Trains. Throws Failure where configuration and data do not fit together; a loss
/// that is no number any more is an outcome, not an error. Denormal numbers count as 0 meanwhile: they would slow the
/// optimizer's state down and mean nothing. With `from` it goes on where that checkpoint of the same job stands, to the
/// same bits. Throws Stopped after a checkpoint where the observer wishes so.
template <class T>
Outcome train(const Job& job, const data::Prepared<T>& prepared, Observer& observer, const Checkpoint* from = nullptr);

/// Only checks that layers, loss and data fit together. Throws Failure as train() does, and Failure(data) at the first
/// number that loss or layers do not take. Returns what the experiment's author should know beforehand.
template <class T>
std::vector<std::string> check(const Job& job, const data::Prepared<T>& prepared);

}  // namespace assay::train
