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

/// Throws Failure(plugin) with one sentence that names the file: no such file, not a library, truncated, unresolved
/// symbols, no `assay_plugin`, another ABI number, another build, or one that changes the processor's rounding or
/// denormal mode on loading.
Library load_library(const std::filesystem::path& file);

}  // namespace assay::registry
