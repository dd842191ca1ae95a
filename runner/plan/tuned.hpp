#pragma once
/// What a search tunes: each model at each point of the sweep. Its runs are not known before their predecessors came to
/// something; room `search` finds them one by one.

#include <memory>
#include <vector>

#include "plan/run.hpp"

namespace assay::plan {

/// One model at one point of the sweep; a search for each seed. Points into the experiment, which must live as long.
struct Tuned {
  const spec::Entry* model;
  spec::Point point;
  std::vector<const spec::SearchAxis*> axes;  ///< of the space, those that the model uses
  spec::Component method;
  std::shared_ptr<const TrialOf> searched;
  /// One run for each choice and each end of an axis, all other axes at their first value: when these can be trained,
  /// the trials can.
  std::vector<Run> probes;

  const std::string& id() const { return searched->search; }
};

/// Everything that an experiment with a section `search` tunes, models first. No I/O. Throws Failure(experiment) with
/// everything that is wrong, in the file and in what it means.
std::vector<Tuned> tuned(const spec::Experiment& experiment, const spec::Catalogue& catalogue);

/// The run with these values, one an axis of `tuned.axes`. Throws Failure(experiment) where they do not go together.
Run trial_of(const spec::Experiment& experiment, const spec::Catalogue& catalogue, const Tuned& tuned,
             const std::vector<double>& values, std::uint64_t seed, std::int64_t trial);

}  // namespace assay::plan
