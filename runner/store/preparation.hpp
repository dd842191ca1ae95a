#pragma once
/// The group /preparation of a run file.

#include "h5/file.hpp"
#include "store/record.hpp"

namespace assay::store {

/// Nothing where there is nothing to say. Not part of the digest of the results.
void write_preparation(h5::Writer& writer, const Preparation& preparation);

/// Empty for a file that has none.
Preparation read_preparation(const h5::Reader& reader);

}  // namespace assay::store
