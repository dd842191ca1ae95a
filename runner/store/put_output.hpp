#pragma once
/// The files that the user names with -o.

#include <cstddef>
#include <filesystem>
#include <span>

namespace assay::store {

/// Writes bytes to where `file` leads. A regular file, or one that is still to be made, is written whole (write_whole),
/// also at the other end of symbolic links, which stay. A device, a pipe or a socket is written to and stays what it
/// is, and so is what /dev/stdout and /dev/fd/N stand for. Throws Failure(usage) where a stored run, a pack or a
/// checkpoint would be lost, and Failure(results) as write_whole does.
void put_output(const std::filesystem::path& file, std::span<const std::byte> bytes);

}  // namespace assay::store
