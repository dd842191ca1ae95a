#pragma once
/// Does the work of a source: skips what is stored, trains the rest in worker processes, stores each run as it ends.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "launch/perform.hpp"
#include "launch/work_source.hpp"
#include "plan/run.hpp"

namespace assay::launch {

struct Options {
  std::filesystem::path folder;  ///< of the run files
  std::size_t workers = 1;
  bool quiet = false;
  bool retry = false;        ///< only runs that are stored as failed, again
  bool keep_stale = false;   ///< leave stored runs alone whatever has changed since
  bool alone = false;        ///< each run is this program's alone: it may go on where the file system has no locks
  double timeout = 0;        ///< seconds a run may take; 0: any
  std::uint64_t memory = 0;  ///< bytes a worker may have; 0: as much as the machine has
  std::size_t most_failures = std::numeric_limits<std::size_t>::max();  ///< stop when so many runs have failed
};

struct Summary {
  std::size_t total = 0, stored = 0, trained = 0;
  std::size_t stale = 0;   ///< of those to train: stored, but of another program, plugin or data
  std::size_t others = 0;  ///< done by another program meanwhile
  std::vector<std::pair<std::string, std::string>> failures;  ///< run and what went wrong
  std::vector<std::pair<std::string, std::string>> lost;      ///< run and why nothing of it is stored: it is missing
  std::vector<std::pair<std::string, std::string>> earlier;   ///< the same, of earlier calls; not run again
  int signal = 0;                                             ///< stopped by it; 0: all done
  bool gave_up = false;                                       ///< too many failed
  bool cannot_store = false;                                  ///< stopped because the folder cannot be written to

  /// Of `total`, what is neither stored nor done by anybody: the same command goes on with them.
  std::size_t missing() const { return total - stored - trained - others; }
};

/// Checks every model with its data first, so that nothing starts when something does not fit. Throws
/// Failure(experiment) or Failure(data) with all that was found, leaks among it. Tells, once each, what is legal and
/// seldom meant.
void check_all(const Context& context, const std::vector<plan::Run>& runs);

/// The runs of a source that launch() would train first, in order.
std::vector<const plan::Run*> missing(const Context& context, WorkSource& source, const Options& options);

/// Trains what the source gives, until it has no more.
Summary launch(const Context& context, WorkSource& source, const Options& options);

}  // namespace assay::launch
