#pragma once
/// The trials of one search with one seed, in their order: `search/<model>-<id>-<seed>.json` in the folder of its runs.
/// Made from the run files and never the truth: deleted, it is written again by the next call. It is the only place
/// that says so of a run which was stored before it became a trial.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/record.hpp"

namespace assay::store {

struct TrialRow {
  std::string run;  ///< its id
  std::vector<std::pair<std::string, std::string>> values;
  std::string status;
  std::optional<double> score;  ///< nothing where it failed, or is no number

  friend bool operator==(const TrialRow&, const TrialRow&) = default;
};

struct TrialTable {
  std::string model;
  SearchRecord search;  ///< without role and trial
  std::vector<TrialRow> trials;
};

/// Writes the table unless it is there already. Throws Failure(results).
void write_trial_table(const std::filesystem::path& folder, const TrialTable& table);

/// All tables of a folder of runs that can be read, by name.
std::vector<TrialTable> trial_tables(const std::filesystem::path& folder);

}  // namespace assay::store
