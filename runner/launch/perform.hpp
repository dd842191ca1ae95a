#pragma once
/// Performs one run: data, training, and the record of what came out. Runs in a worker process.

#include <filesystem>
#include <string>
#include <vector>

#include "launch/data_sets.hpp"
#include "plan/run.hpp"
#include "registry/registry.hpp"
#include "store/record.hpp"
#include "train/speed.hpp"
#include "train/train.hpp"

namespace assay::launch {

/// What all runs of an experiment share.
struct Context {
  const spec::Experiment& experiment;
  const registry::Registry& registry;
  DataSets& data;
  store::Environment environment;
};

/// Whether a stored run's status says that it did not end well.
bool is_failure(const std::string& status);

/// What a run is made with today.
store::Environment environment_of(const Context& context, const plan::Run& run);

/// Trains, from the run's checkpoint where there is one. `file` is where the run is to be stored: its checkpoints lie
/// beside it, and a failure stored there counts as an earlier attempt. Throws Failure where the run cannot be done, and
/// train::Stopped; a diverged one is a record like any other. For a process that performs nothing else: it uses up the
/// data that it has inherited.
store::Record perform(const Context& context, const plan::Run& run, const std::filesystem::path& file,
                      train::Observer& observer);

/// The record of a run that could not be trained to its end.
store::Record failure_record(const Context& context, const plan::Run& run, const std::filesystem::path& file,
                             store::Status status, const std::string& message);

/// Checks that the run's data exists, its layers fit together, and loss and layers take what the data holds. Throws
/// Failure with the place. Returns what the experiment's author should know.
std::vector<std::string> check(const Context& context, const plan::Run& run);

/// Times the run's training for about `seconds`; stores nothing.
train::Speed measure_speed(const Context& context, const plan::Run& run, double seconds);

/// Prints one training step in numbers: forward values layer by layer, loss, gradients, updated weights.
void trace(const Context& context, const plan::Run& run, std::ostream& out);

}  // namespace assay::launch
