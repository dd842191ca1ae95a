#pragma once
/// The kinds of rows of which every part is to have its share.

#include <cstdint>
#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "spec/split.hpp"

namespace assay::data {

struct Strata {
  std::vector<std::int32_t> of_row;  ///< numbered as they come; empty: the split asks for none, or none are possible
  std::string note{};                ///< what the experiment's author should know; or nothing
};

/// Classes, or the tenths of quantities from the smallest to the largest. Where a class has fewer rows than there are
/// folds (or parts), that is noted, and `stratify: auto` makes none. Throws Failure(data) where the split asks for
/// strata and a row has no single class or quantity.
Strata strata_of(const spec::Split& split, const RawDataset& data);

}  // namespace assay::data
