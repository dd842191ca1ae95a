#pragma once
/// A stored run brought back to work: its configuration, data and weights.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "registry/registry.hpp"
#include "spec/run_spec.hpp"
#include "store/record.hpp"
#include "train/evaluate.hpp"

namespace assay::launch {

struct Revival {
  const store::Record& run;  ///< in full
  const registry::Registry& registry;
  std::vector<std::filesystem::path> folders;  ///< where the file names of its data may start from
};

struct Prediction {
  train::Values metrics;           ///< over the rows that have targets; empty where none has
  Array outputs;                   ///< [rows, output...], quantities in the unit of the data
  Array targets;                   ///< [rows, target...], likewise
  std::vector<bool> labelled;      ///< whether a row has targets
  std::vector<std::int64_t> rows;  ///< of the data, counted from 0: which rows were predicted
  std::int64_t classes = 0;        ///< targets are class numbers; 0: quantities
  std::vector<std::string> class_names;
  std::vector<std::string> notes;  ///< what was taken by its place, left out or missing
};

/// Predictions and metrics on the run's own test rows or, given a file of the same form as its data's, on all rows of
/// that, scaled by what the run learned from its training rows. A run file that tells what it learned needs no training
/// data for a file. Throws Failure(results) for a run without weights or without supervision, Failure(data) for data
/// that is missing, is not what the run was trained on, or does not fit the model.
Prediction predict(const Revival& revival, const std::optional<std::filesystem::path>& file);

/// What a generator or language model makes. With the run's own `sample` section and seed it is what was stored.
train::Outcome sample(const Revival& revival, const spec::SampleSpec& asked, std::uint64_t seed);

}  // namespace assay::launch
