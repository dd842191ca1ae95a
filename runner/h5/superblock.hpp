#pragma once
/// The first bytes of an HDF5 file image, put right.

#include <cstddef>
#include <cstdint>
#include <span>

namespace assay::h5 {

/// H5Fget_file_image up to HDF5 1.14 clears the superblock's flags without renewing its checksum, and no reader opens
/// the image. Renews it: Jenkins' lookup3 hash of the first 44 bytes, stored in the 4 bytes after them (HDF5 File
/// Format Specification 3.0, superblock version 2). Throws Error where the image does not begin with such a superblock.
void repair_superblock(std::span<std::byte> image);

/// Bob Jenkins' lookup3 hash (burtleburtle.net, 2006) with initial value 0, for 11 little-endian words.
std::uint32_t lookup3(std::span<const std::uint32_t, 11> words);

}  // namespace assay::h5
