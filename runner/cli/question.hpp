#pragma once
/// What a comparison asks: the metric, the axis, the baseline; from the command line, else from the experiment as it
/// was stored with the runs.

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/selection.hpp"
#include "compare/verdict.hpp"
#include "spec/node.hpp"

namespace assay::cli {

/// The experiment as it was stored with the runs: what it says about comparing, and the order in which it names things.
class StoredExperiment {
 public:
  /// `words` of the command line, `compare.baseline=cnn`, stand above the section `compare:`. Throws Failure(usage) for
  /// a key that the section does not have.
  StoredExperiment(const std::string& input, const Words& words);

  /// A key of the `compare:` section; empty where it has none.
  std::string setting(std::string_view key) const;
  /// The same of the command line only.
  std::string given(std::string_view key) const;

  /// The place of a model, or of an axis's value; behind all others where the file does not name it.
  std::size_t place_of(const std::string& model) const;
  std::size_t place_of(const std::string& axis, const std::string& value) const;

  /// Runs in the order of the file: models, then axis values, then seeds.
  bool before(const store::Record& a, const store::Record& b) const { return place(a) < place(b); }

 private:
  std::vector<std::size_t> place(const store::Record& run) const;

  spec::Node root_;
  std::map<std::string, std::string, std::less<>> given_;
};

/// The words that are folders, files or packs: all but settings such as compare.baseline=cnn.
Words places_of(const Words& words);

/// Declares --metric, --by, --baseline and --smallest-interesting.
void add_question_options(Options& options);

/// Puts the runs in the order of their experiment and says what is asked. Throws Failure(usage) for a metric, axis or
/// level that no run has; for levels whose scores do not measure the same, as those of different experiments do not
/// (unless `several`: each is a task of its own); for runs that were chosen by their outcome. Failure(results) where
/// there are no runs.
compare::Question ask(const Options& options, Selection& selection, bool several = false);

/// Whether the runs belong to more than one experiment.
bool has_several_experiments(const Selection& selection);

/// Declares --tasks.
void add_tasks_option(Options& options);

/// By what the tasks to rank on are told apart: an axis, compare::kExperiments, or empty where there is one task.
std::string tasks_by(const Options& options, const Selection& selection);

/// Throws Failure(usage) where no run has the axis `name`, or it is what is compared.
void expect_tasks(const Selection& selection, const std::string& name, const std::string& by);

}  // namespace assay::cli
