#pragma once
/// What a results folder already has of a plan.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "launch/perform.hpp"
#include "plan/run.hpp"

namespace assay::launch {

struct Stored {
  std::string status;              ///< "complete", "diverged", "failed", "crashed", "timeout"
  std::string sha256;              ///< of the file, as its seal says
  std::vector<std::string> stale;  ///< what has changed since it was made; empty: nothing
};

/// Where a run is stored.
std::filesystem::path file_of(const std::filesystem::path& folder, const plan::Run& run);

/// The stored runs of a plan, by id. Reads the first 512 bytes of each file, and more only where a run is stale.
std::map<std::string, Stored> stored(const Context& context, const std::filesystem::path& folder,
                                     const std::vector<plan::Run>& runs);

}  // namespace assay::launch
