#pragma once
/// Looks at a library from outside, before the dynamic loader maps it: a truncated file would end the program with
/// SIGBUS there. Guards against accidents (half-copied files, wrong machine), not against malice.

#include <filesystem>
#include <optional>
#include <string>

namespace assay::registry {

/// What keeps the file from being loaded ("it is not an ELF file"), or nothing where its ELF header, segments and
/// section table are those of a shared library for this machine and lie inside the file.
std::optional<std::string> fault_of_library(const std::filesystem::path& file);

}  // namespace assay::registry
