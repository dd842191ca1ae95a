#pragma once
/// What a trained network says about the test part, for tables and plots: a confusion matrix of classes, forecasts of
/// quantities beside what came.

#include <vector>

#include <assay/loss.hpp>

#include "base/array.hpp"
#include "data/batches.hpp"
#include "model/network.hpp"

namespace assay::train {

/// Appends to `samples`, N being the rows of `batches`:
/// - "confusion" int64 [K,K], rows true classes, columns predicted ones; not for several yes-or-no outputs; without the
///   targets that the loss leaves out;
/// - "test_outputs" [N,...] and "test_targets" [N,...] of classifiers, unless these are large;
/// - "forecast" and "forecast_target" [n,k] of quantities, the first n <= 1000 rows in their order.
template <class T>
void store_predictions(model::Network<T>& network, data::Batches<T>& batches, const Loss<T>& loss,
                       std::vector<NamedArray>& samples);

}  // namespace assay::train
