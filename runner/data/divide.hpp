#pragma once
/// The rows of a data set divided as the section `data.split` says: by shares, into folds, by windows of time, or by a
/// column; with strata and groups.

#include <cstdint>
#include <vector>

#include <assay/random.hpp>

#include "data/dataset.hpp"
#include "data/split.hpp"
#include "spec/split.hpp"

namespace assay::data {

/// Row numbers of each part. Shares without a seed of their own are drawn by `of_run`, the run's stream "split"; folds
/// depend on `repeat` and the split's seed only. Throws Failure(data) where there are too few rows or groups.
Rows divide(const spec::Split& split, const RawDataset& data, const Random& of_run);

/// How many folds a split into folds has of this data.
std::int64_t folds_of(const spec::Split& split, const RawDataset& data);

/// For each row the number of its group; empty where the split names none.
std::vector<std::int32_t> groups_of(const spec::Split& split, const RawDataset& data);

}  // namespace assay::data
