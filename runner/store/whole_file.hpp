#pragma once
/// Files written and read as a whole. Not for files that grow.

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace assay::store {

inline constexpr std::uintmax_t kLargestFile = std::uintmax_t{8} << 30;

/// Makes or replaces a file such that at any moment, whatever happens to the process or the machine, `file` is either
/// what it was or what it is to be: written under a temporary name (temporary_name.hpp) in the same folder, synced,
/// renamed, and the folder synced. A failed sync is never repeated, for the kernel then takes lost pages for written.
/// Throws Failure(results) "cannot write FILE: CAUSE" and leaves no temporary file. A process that may reach a limit on
/// file sizes must ignore SIGXFSZ to get here an error instead of a signal.
void write_whole(const std::filesystem::path& file, std::span<const std::byte> bytes);

/// At most `most` bytes from the start of a plain file: no symbolic link, pipe or device. Throws Failure(results).
std::vector<std::byte> read_whole(const std::filesystem::path& file, std::uintmax_t most = kLargestFile);

/// The first `size` bytes of a plain file, or fewer, and how long it is. Throws Failure(results).
struct Beginning {
  std::vector<std::byte> bytes;
  std::uintmax_t file_bytes = 0;
};
Beginning read_beginning(const std::filesystem::path& file, std::size_t size);

}  // namespace assay::store
