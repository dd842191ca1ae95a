#pragma once
/// Runs a plan: skips what is stored, trains the rest in worker processes, stores each run as it ends.

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "launch/perform.hpp"
#include "plan/run.hpp"
#include "store/record.hpp"

namespace assay::launch {

struct Options {
  std::filesystem::path folder;  ///< of the run files
  std::size_t workers = 1;
  bool quiet = false;
};

struct Summary {
  std::size_t total = 0, stored = 0, trained = 0;
  std::vector<std::pair<std::string, std::string>> failures;  ///< run and what went wrong, earlier calls' included
  int signal = 0;                                             ///< stopped by it; 0: all done
};

/// Where a run is stored.
std::filesystem::path file_of(const std::filesystem::path& folder, const plan::Run& run);

/// The runs that are stored as finished (complete or diverged), by id, with their status.
std::map<std::string, std::string> stored(const std::filesystem::path& folder, const std::vector<plan::Run>& runs);

/// Checks every model with its data first, so that nothing starts when something does not fit. Throws
/// Failure(experiment) or Failure(data) with all that was found.
void check_all(const Context& context, const std::vector<plan::Run>& runs);

Summary launch(const Context& context, const std::vector<plan::Run>& runs, const Options& options);

}  // namespace assay::launch
