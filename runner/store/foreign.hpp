#pragma once
/// HDF5 files of other origin among the runs. They are never read for their numbers; only to say what they are, and in
/// a child process with limits, for libhdf5 crashes on, or gets lost in, files that were made to do so.

#include <cstddef>
#include <span>
#include <string>

namespace assay::store {

/// Whether the bytes have HDF5's signature at one of the places where it may be, and do not begin as our files do.
bool looks_foreign(std::span<const std::byte> bytes);

/// What is to be said of such a file: the first object in it that we refuse (links to other files, external storage,
/// virtual data sets, filters), that it crashes or does not end, that it is a run whose seal is gone, or none at all.
std::string describe_foreign(std::span<const std::byte> bytes);

}  // namespace assay::store
