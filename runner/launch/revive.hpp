#pragma once
/// A stored run brought back to work: its configuration, data and weights.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "registry/registry.hpp"
#include "spec/run_spec.hpp"
#include "store/record.hpp"
#include "train/evaluate.hpp"

namespace assay::launch {

struct Revival {
  const store::Record& run;  ///< in full
  const registry::Registry& registry;
  std::filesystem::path folder;  ///< where the file names of its data start from
};

/// Predictions and metrics on the run's own test rows or, given a file of the same form as its data's, on all rows of
/// that, scaled by the run's training rows. Throws Failure(results) for a run without weights or without supervision,
/// Failure(data) for data that is missing, is not what the run was trained on, or does not fit the model.
train::Evaluation predict(const Revival& revival, const std::optional<std::filesystem::path>& file);

/// What a generator or language model makes. With the run's own `sample` section and seed it is what was stored.
train::Outcome sample(const Revival& revival, const spec::SampleSpec& asked, std::uint64_t seed);

}  // namespace assay::launch
