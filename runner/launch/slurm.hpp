#pragma once
/// Slurm: one job array a plan, each task with its share of the runs.

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "launch/frozen_plan.hpp"

namespace assay::launch {

struct Submission {
  std::vector<std::string> command;  ///< that each task runs, followed by "--shard i/n"
  unsigned cores = 1;                ///< of a task
  std::vector<std::string> sbatch;   ///< the user's options, which win
};

/// Submits a plan that is written at `plan_file` and returns the job's number. A task that is ended before its time
/// gets SIGTERM a minute ahead, and is put back where the cluster requeues. Throws Failure(usage) where there is no
/// sbatch, or it refuses, with what it said.
std::string submit(const std::filesystem::path& plan_file, const FrozenPlan& plan, const Submission& submission);

/// The states of a plan's tasks that are not over ("PENDING", "RUNNING"), by their numbers from 1. Empty where that
/// cannot be told, because this machine knows no Slurm.
std::optional<std::map<std::size_t, std::string>> task_states(const FrozenPlan& plan);

}  // namespace assay::launch
