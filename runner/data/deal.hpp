#pragma once
/// Rows dealt to parts, so that every part has its share of each stratum, or no group is torn apart. Rows are given in
/// the order in which they are dealt: that of the file, or a random one.

#include <cstdint>
#include <vector>

namespace assay::data {

/// For each row the number of its part.
using Deal = std::vector<std::int32_t>;

/// Strata are numbered from 0; empty: all rows are one. Rows of a stratum go to part 0 first, then to 1, ...
///
/// To `folds` parts as scikit-learn's KFold and StratifiedKFold: sizes differ by one at most, and so does what they
/// have of a stratum.
Deal deal_folds(const std::vector<std::int32_t>& strata, std::size_t rows, std::int64_t folds);

/// To parts of these sizes, which add up to the rows. Of a stratum each has its share, rounded up or down.
Deal deal_shares(const std::vector<std::int32_t>& strata, const std::vector<std::int64_t>& sizes);

/// Whole groups to parts whose sizes are as near to `sizes` as it can be seen group by group: each goes where most is
/// missing, stratum by stratum, in the order of their first rows or, with `largest_first`, as scikit-learn's GroupKFold
/// does. A part of size > 0 gets one at least where there are as many groups.
Deal deal_groups(const std::vector<std::int32_t>& groups, const std::vector<std::int32_t>& strata,
                 const std::vector<double>& sizes, bool largest_first);

}  // namespace assay::data
