#pragma once
/// Where and with what a run was trained: everything that another machine or day may have differently.

#include <span>
#include <string>
#include <string_view>

#include "plan/run.hpp"
#include "registry/registry.hpp"
#include "store/record.hpp"

namespace assay::launch {

/// The program's version: "0.1.0 (3f2a1bc)", with "+" where its source had uncommitted changes when it was built.
std::string program_version();

/// What is the same for all runs of this process. `command` is the command line as given.
store::Environment environment(const std::string& command);

/// What speaks against the kernels `core` that OpenBLAS chose for this processor; empty: nothing. Those for other
/// processors are right but slow.
std::string blas_core_trouble(std::string_view core);

/// The plugins that a run uses, each once, with its library's SHA-256.
std::vector<store::PluginRecord> plugins_of(const plan::Run& run, const registry::Registry& registry);

/// Now, as "2024-05-06T07:08:09Z".
std::string utc_now();

}  // namespace assay::launch
