#pragma once
/// How much a file may say. A few bytes of HDF5 can stand for gigabytes: chunks that were never written, one text or
/// data set under many names.

#include <cstdint>
#include <string>

namespace assay::h5 {

/// From now on all that this process reads from HDF5 may have so many bytes together; until the first call any number.
void allow(std::uint64_t bytes);

/// Counts what is to be read, before memory is taken for it. Throws Error where it is more than was allowed.
void spend(std::uint64_t bytes, const std::string& path);

}  // namespace assay::h5
