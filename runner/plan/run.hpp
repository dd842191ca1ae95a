#pragma once
/// A run: one training, fully determined. Its id is a hash of its configuration, so the same run has the same name
/// everywhere and is never trained twice.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "spec/canonical.hpp"
#include "spec/experiment.hpp"

namespace assay::plan {

/// Of which search a run is a trial. What the run comes to does not depend on it.
struct TrialOf {
  std::string search;  ///< its id: that of all its seeds
  std::string metric, method;
  std::vector<std::string> axes, space;  ///< what is searched, and from what it is chosen: "log(1e-4, 1e-1)"
  std::int64_t points = 0;               ///< of the space; 0: more than can be counted
};

struct Run {
  std::string id;  ///< first 16 hexadecimal digits of the SHA-256 of config()
  std::uint64_t seed = 0;

  /// What all seeds of a point, or of a fold of it, share: tens of thousands of runs, each forked with all of them in
  /// memory, stay small.
  struct Shared {
    std::vector<std::pair<std::string, std::string>> axes;
    spec::RunSpec spec;
    std::vector<std::pair<std::string, spec::Leaf>> leaves;
    std::string body;  ///< canonical YAML but for the seed
  };
  std::shared_ptr<const Shared> shared;
  const spec::RunSpec& spec = shared->spec;
  const std::string& model = spec.model.name;
  /// Name and value of each axis that this model uses.
  const std::vector<std::pair<std::string, std::string>>& axes = shared->axes;
  /// The configuration as dotted names and values, without the seed.
  const std::vector<std::pair<std::string, spec::Leaf>>& leaves = shared->leaves;

  std::shared_ptr<const TrialOf> searched{};  ///< null: it is no trial
  std::int64_t trial = 0;                     ///< counted from 0

  /// Canonical YAML.
  std::string config() const { return "seed: " + std::to_string(seed) + '\n' + shared->body; }
  /// "fnn-3f2a...": the file name without its ending.
  std::string name() const { return model + '-' + id; }
};

/// The run of a configuration, at a point of the sweep, with a seed.
Run run_of(const spec::RunSpec& spec, const spec::Point& point, std::uint64_t seed);

/// The same run with another seed; what all seeds share is there once.
Run with_seed(Run run, std::uint64_t seed);

/// How many folds `folds: all` has, which only the data of a run tells.
using CountFolds = std::function<std::int64_t(const spec::RunSpec&)>;

/// Every run of an experiment: models x axes x repeats x folds x seeds, models first, seeds innermost. Of one with a
/// search, whose runs are not known beforehand, those that stand for them (Tuned::probes). An axis that a model does
/// not use does not multiply its runs; an axis that no model uses is an error, as is `$name` without such an
/// axis. No I/O but that of `count_folds`. Throws Failure(experiment) with everything that is wrong, in the file and in
/// what it means.
std::vector<Run> expand(const spec::Experiment& experiment, const spec::Catalogue& catalogue,
                        const CountFolds& count_folds = nullptr);

}  // namespace assay::plan
