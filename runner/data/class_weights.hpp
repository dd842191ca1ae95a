#pragma once
/// What classes weigh in a loss so that each counts alike, however many rows it has.

#include <cstdint>
#include <vector>

#include "data/dataset.hpp"

namespace assay::data {

/// n / (K n_k) for the n targets of the rows `train`, n_k of which are of class k of K: 1 on average (scikit-learn's
/// "balanced"). Throws Failure: experiment, with `place`, for targets that are no classes; data for a class that no
/// training row has.
std::vector<double> class_weights_of(const RawDataset& raw, const Place& place, const std::vector<std::int64_t>& train);

}  // namespace assay::data
