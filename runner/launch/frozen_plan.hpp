#pragma once
/// A plan written down when it was handed over to a cluster: what its tasks train, however the experiment file is
/// edited meanwhile. It lies in `<results folder>/slurm/<id>/plan.json`, with a log of each task beside it.

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plan/run.hpp"

namespace assay::launch {

struct FrozenRun {
  std::string id, model;
  std::uint64_t seed = 0;
  std::vector<std::pair<std::string, std::string>> axes;

  std::string name() const { return model + '-' + id; }
};

struct FrozenPlan {
  std::string id;                    ///< of this submission
  std::filesystem::path experiment;  ///< the file, absolute
  std::string text;                  ///< what it said
  std::vector<std::string> overrides;
  std::string command;          ///< that the user gave
  std::size_t tasks = 1;        ///< run number i is of task i % tasks + 1
  std::vector<FrozenRun> runs;  ///< those that were missing
};

/// A new plan of these runs, with an id of its own.
FrozenPlan freeze(const spec::Experiment& experiment, std::span<const std::string> overrides,
                  const std::vector<const plan::Run*>& runs);

std::filesystem::path plan_file(const std::filesystem::path& folder, const FrozenPlan& plan);

/// Throws Failure(results).
void write_plan(const std::filesystem::path& file, const FrozenPlan& plan);

/// Throws Failure(results): missing, damaged.
FrozenPlan read_plan(const std::filesystem::path& file);

/// All plans of a results folder that can be read.
std::vector<FrozenPlan> plans_in(const std::filesystem::path& folder);

/// Of all runs that the experiment has today those of the plan, in its order. Throws Failure(experiment) where one is
/// not among them, for then axes from a file, or a plugin's parameters, are others now.
std::vector<plan::Run> planned(std::vector<plan::Run> all, const FrozenPlan& plan);

}  // namespace assay::launch
