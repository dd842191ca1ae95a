#pragma once
/// Files that are not what a source reads.

#include "data/request.hpp"

namespace assay::data {

/// Throws Failure(data) that names the format by the file's first bytes, with the cure, unless it is `expected`
/// ("HDF5") or of no known format.
void refuse_foreign(const Contents& contents, std::string_view expected = "");

}  // namespace assay::data
