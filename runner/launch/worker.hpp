#pragma once
/// What a worker process does with one run: claims it, trains it, stores it, and says how that went.

#include <cstdint>
#include <filesystem>
#include <string>

#include "launch/perform.hpp"
#include "launch/pool.hpp"

namespace assay::launch {

struct Task {
  const plan::Run& run;
  std::filesystem::path file;
  std::string sha256;        ///< of the file when this was planned; another one now means that it has been done since
  bool alone = false;        ///< no other program has this run, so that it may be trained where there are no locks
  std::uint64_t memory = 0;  ///< bytes that the worker may have; 0: as much as the machine has
};

/// Returns the exit code of pool.hpp; a diverged run is done, and its message tells.
int work_on(const Context& context, const Task& task, const Channel& channel);

}  // namespace assay::launch
