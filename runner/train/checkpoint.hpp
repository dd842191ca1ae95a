#pragma once
/// The state of a training between two batches: all that is needed to go on and end with the same bits as if nothing
/// had happened. Random numbers are functions of counters, so that counters are all that is kept of them.

#include <string>

#include <assay/error.hpp>

#include "train/outcome.hpp"

namespace assay::train {

struct Checkpoint {
  Outcome so_far;   ///< `epochs` whole ones; weights, buffers and the optimizer's state are those of this moment
  Values position;  ///< counters and sums: "batch", "steps", "draws", "stopping.best", ...
};

/// The number of that name. Throws Error where there is none.
inline double value_of(const Values& values, const std::string& name) {
  for (const auto& [known, value] : values)
    if (known == name) return value;
  throw Error("the checkpoint has no '" + name + "'");
}

/// The training was asked to stop, and its checkpoint is written.
class Stopped : public Error {
 public:
  Stopped() : Error("stopped") {}
};

}  // namespace assay::train
