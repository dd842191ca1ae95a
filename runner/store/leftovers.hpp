#pragma once
/// Temporary files that a killed program left behind.

#include <cstddef>
#include <filesystem>

namespace assay::store {

/// Removes the temporary files of write_whole() in a folder whose process is no more: one that counts among ours
/// (temporary_name.hpp) and is dead, or any older than a day: of other hosts and containers, and of before a restart.
/// Returns how many. What cannot be removed stays.
std::size_t sweep_leftovers(const std::filesystem::path& folder);

}  // namespace assay::store
