#pragma once
/// The group /preparation of a run file.

#include "store/record.hpp"
#include "store/result_writer.hpp"

namespace assay::store {

/// Nothing where there is nothing to say.
void write_preparation(ResultWriter& writer, const Preparation& preparation);

/// Empty for a file that has none.
Preparation read_preparation(const h5::Reader& reader);

}  // namespace assay::store
