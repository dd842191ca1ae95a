#pragma once
/// The program's throw-away folder, $XDG_CACHE_HOME/assay or ~/.cache/assay. What is in it only saves time or adds a
/// remark; it may be deleted at any moment, and nothing fails where it cannot be written.

#include <filesystem>
#include <optional>
#include <string>

namespace assay::registry {

/// Empty where there is no home to have it in.
std::optional<std::filesystem::path> cache_folder();

/// The text of a file of the cache; empty where there is none.
std::string read_cached(const std::string& name);

/// Replaces a file of the cache at once: another process sees the old or the new text, never a part.
void write_cached(const std::string& name, const std::string& text);

}  // namespace assay::registry
