#pragma once
/// One plugin library: loaded, and its handshake checked before any of its C++ objects is trusted. A library stays
/// loaded until the program ends, because objects made by it may live as long.

#include <filesystem>
#include <span>
#include <vector>

#include <assay/plugin.hpp>

namespace assay::registry {

struct Library {
  std::filesystem::path file;
  std::span<const Entry> entries;
};

/// Throws Failure(plugin) with one sentence that names the file: no such file, not a library, truncated, damaged, one
/// that crashes, throws, leaves or hangs while it is loaded (that is tried in a child process where the library was
/// never seen before), unresolved symbols, no `assay_plugin`, another ABI number, another build, or one that changes
/// the processor's rounding or denormal mode.
Library load_library(const std::filesystem::path& file);

/// The same for many, which costs one child process for all that were never seen instead of one each.
std::vector<Library> load_libraries(std::span<const std::filesystem::path> files);

}  // namespace assay::registry
