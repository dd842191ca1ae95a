#pragma once
/// How a worker's end is told and stored.

#include <string>

#include "launch/pool.hpp"
#include "store/record.hpp"

namespace assay::launch {

struct Trouble {
  std::string text;   ///< one line; empty: all went well
  bool keep = false;  ///< whether it is stored as a failed attempt; diverged runs are stored by the worker itself
  store::Status status = store::Status::failed;
  bool missing = false;  ///< no failed attempt: nothing is wrong with the run, and the same command goes on with it
};

/// `timeout` is the limit that was set, in seconds.
Trouble trouble_of(const Ending& ending, double timeout);

}  // namespace assay::launch
