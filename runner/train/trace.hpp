#pragma once
/// One training step written out in numbers, to follow by hand: what every layer gives, the loss, every gradient and
/// the updated weights. For small networks; supervised only.

#include <iosfwd>

#include "data/prepare.hpp"
#include "train/job.hpp"

namespace assay::train {

/// The first batch of the first epoch. Throws Failure(usage) for an adversarial model.
template <class T>
void trace(const Job& job, const data::Prepared<T>& prepared, std::ostream& out);

}  // namespace assay::train
