#pragma once
/// A training's outcome and state as records for the store, and back.

#include "store/record.hpp"
#include "train/checkpoint.hpp"

namespace assay::launch {

/// Puts an outcome into a record that has its identity already.
void fill(store::Record& record, train::Outcome&& outcome);

store::Record record_of(const store::Record& identity, const train::Checkpoint& state);

/// The inverse of record_of().
train::Checkpoint checkpoint_from(store::Record&& record);

}  // namespace assay::launch
