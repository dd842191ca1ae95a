#pragma once
/// Scaled numbers back in the unit that they had in the file.

#include <vector>

#include "base/array.hpp"
#include "data/prepare.hpp"

namespace assay::data {

/// `scaled` [rows,...] with the scaling undone, float64. As it is where nothing was scaled, or where a row has not one
/// number for each scaling. A feature that never varied has its one value.
Array in_own_unit(const Array& scaled, const std::vector<Scaling>& scaling);

}  // namespace assay::data
