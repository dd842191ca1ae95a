#pragma once
/// Looks at a library from outside, before the dynamic loader maps it: a truncated file would end the program with
/// SIGBUS there. Guards against accidents (half-copied files, wrong machine), not against malice.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assay::registry {

/// What keeps the file from being loaded ("it is not an ELF file"), or nothing where its ELF header, segments and
/// section table are those of a shared library for this machine and lie inside the file.
std::optional<std::string> fault_of_library(const std::filesystem::path& file);

/// A symbol that a library shares with the rest of the process, or takes from there.
struct Symbol {
  std::string name;
  bool defined = false;  ///< it gives it to others; else it wants it
  bool unique = false;   ///< STB_GNU_UNIQUE: there is one for the whole process
};

/// The dynamic symbols. Throws Error where the file is no library whose symbol table can be read.
std::vector<Symbol> symbols_of(const std::filesystem::path& file);

}  // namespace assay::registry
