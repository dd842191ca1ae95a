#pragma once
/// Rows that a trained model has not seen, made like those that it was trained on.

#include <cstdint>
#include <vector>

#include "data/dataset.hpp"

namespace assay::data {

/// Gives `other` the columns, classes and token numbers of `own`: columns by their names where both have some, by their
/// place where one has none (a note tells it), classes by their names, characters by what they are. Missing targets
/// become 0. Returns the rows that have targets. Throws Failure(data), naming the file, where they do not fit.
std::vector<std::int64_t> conform(RawDataset& other, const Form& own);

}  // namespace assay::data
