#pragma once
/// Data from arrays in an HDF5 file.

#include "data/request.hpp"

namespace assay::data {

/// Inputs [rows,...] of any rank; targets [rows,...], class numbers where they are integers of rank 1. No targets where
/// the parameter is empty.
RawDataset load_hdf5(const Request& request);

}  // namespace assay::data
