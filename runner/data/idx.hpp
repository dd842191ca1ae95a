#pragma once
/// The IDX format of MNIST: two zero bytes, type (8: unsigned bytes), rank, big-endian extents, then the bytes.

#include "data/request.hpp"

namespace assay::data {

/// Images [rows,H,W] as inputs [1,H,W], bytes whose unit is 255, labels as classes.
RawDataset load_idx(const Request& request);

}  // namespace assay::data
