#pragma once
/// Run files: written once, whole, and never changed. A file that exists under its final name is complete and proves it
/// by a SHA-256 over its contents.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/record.hpp"
#include "store/seal.hpp"

namespace assay::store {

/// Builds the file in memory, writes it under a temporary name in the same folder, syncs, renames, syncs the folder.
/// Throws Failure(results) with file and cause; an earlier file stays whole and no half file is left behind. The folder
/// must exist. Calls `built` when only the disk has work left.
void write(
    const std::filesystem::path& file, const Record& record, const std::function<void()>& built = [] {});

/// Makes what write() needs beforehand, so that processes forked afterwards inherit it; again after a write().
void warm_up();

/// Reads everything. Throws Failure(results): not ours, damaged (length or SHA-256), a newer format, not readable.
Record read(const std::filesystem::path& file);

/// Reads what lists and tables need: identity, status, axes, configuration, final values, times, data files. Not the
/// curves, weights and samples, nor the rest of the environment.
Record read_summary(const std::filesystem::path& file);

/// Only with what and where it was made.
Environment read_origin(const std::filesystem::path& file);

/// The seal at the file's start (store/seal.hpp) without what it seals: enough to know whether a run is finished. Empty
/// where there is no such file, it is not ours, or seal or length are damaged. Throws Failure(results) for a file of a
/// newer format, which must not be taken for missing.
std::optional<Seal> read_seal(const std::filesystem::path& file);

/// The run files (*.h5 except index.h5) of a results folder or, if it holds none itself, of its sub-folders; sorted.
/// Throws Failure(results) where there is no such folder.
std::vector<std::filesystem::path> run_files(const std::filesystem::path& folder);

/// The folders in which run_files() finds its files; sorted. Throws as that does.
std::vector<std::filesystem::path> run_folders(const std::filesystem::path& folder);

/// Whether a file of this name is a run file: "*.h5", but neither hidden nor an index.
bool is_run_name(std::string_view name);

}  // namespace assay::store
