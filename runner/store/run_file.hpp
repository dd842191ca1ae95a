#pragma once
/// Run files: written once, whole, and never changed. A file that exists under its final name is complete and proves it
/// by a SHA-256 over its contents.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "store/record.hpp"

namespace assay::store {

/// Builds the file in memory, writes it under a temporary name in the same folder, syncs, renames, syncs the folder.
/// Throws Failure(results) with file, cause and what is left; earlier files stay whole and no half file is left behind.
void write(const std::filesystem::path& file, const Record& record);

/// Reads everything. Throws Failure(results): not ours, damaged (length or SHA-256), a newer format, not readable.
Record read(const std::filesystem::path& file);

/// Reads what lists and tables need (identity, status, axes, final values, config): not the weights.
Record read_summary(const std::filesystem::path& file);

/// The 512-byte seal at the file's start: enough to know whether a run is finished. Empty where the file is not ours.
struct Seal {
  std::string run, status, sha256;
  std::uint64_t bytes = 0;
};
std::optional<Seal> read_seal(const std::filesystem::path& file);

/// The run files (*.h5) of a results folder and, if it holds none itself, of its sub-folders; sorted. Throws
/// Failure(results) where the folder does not exist.
std::vector<std::filesystem::path> run_files(const std::filesystem::path& folder);

}  // namespace assay::store
