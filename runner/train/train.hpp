#pragma once
/// Trains one run from beginning to end: epochs, schedule, early stopping, what is kept. The procedure (supervised or
/// adversarial) says what happens in an epoch.

#include <cstdint>

#include "data/dataset.hpp"
#include "train/job.hpp"
#include "train/outcome.hpp"

namespace assay::train {

/// Is told how far a training has come.
class Observer {
 public:
  virtual ~Observer() = default;
  /// After each epoch (1, 2, ...) with what was measured in it.
  virtual void epoch_done(std::int64_t epoch, std::int64_t epochs, const Values& values) = 0;
};

/// Trains; `data` is the whole set, as loaded. Throws Failure where configuration and data do not fit together; a loss
/// that is no number any more is an outcome, not an error. Denormal numbers count as 0 meanwhile: they would slow the
/// optimizer's state down and mean nothing.
template <class T>
Outcome train(const Job& job, data::Dataset<T> data, Observer& observer);

/// Only checks that layers, loss and data fit together, without the data's numbers: `data` may have a single row.
template <class T>
void check(const Job& job, data::Dataset<T> data);

}  // namespace assay::train
