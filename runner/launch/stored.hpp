#pragma once
/// What a results folder already has of a plan.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
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

/// Looks for runs in a folder. Reads the first 512 bytes of each file, and more only where a run is stale.
class StoredRuns {
 public:
  StoredRuns(const Context& context, std::filesystem::path folder);
  ~StoredRuns();

  /// Nothing where it is not stored. The run must live as long as this.
  std::optional<Stored> find(const plan::Run& run);

 private:
  class Today;
  std::filesystem::path folder_;
  std::unique_ptr<Today> today_;
};

/// The stored runs of a plan, by id.
std::map<std::string, Stored> stored(const Context& context, const std::filesystem::path& folder,
                                     const std::vector<plan::Run>& runs);

}  // namespace assay::launch
