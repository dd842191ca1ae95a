#pragma once
/// One plugin library: loaded, and its handshake checked before any of its C++ objects is trusted. A library stays
/// loaded until the program ends, because objects made by it may live as long.

#include <filesystem>
#include <span>

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

/// The same for a file that look_at() found no fault with.
Library load_known(const std::filesystem::path& file);

}  // namespace assay::registry
