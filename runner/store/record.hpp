#pragma once
/// What a run file holds, as plain data. The layout on disk is described in results/README.md.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/array.hpp"
#include "h5/file.hpp"

namespace assay::store {

enum class Status {
  complete,
  diverged,  ///< the loss became infinite or not a number
  failed,    ///< an error, told in `message`
  crashed,   ///< the worker process died of a signal
  timeout,   ///< it took longer than it was given
  running,   ///< a checkpoint: the state of a run on its way
};

const char* to_string(Status status);
/// Throws Error for a word that is no status.
Status status_of(const std::string& word);

/// One value an epoch; NaN where it was not measured.
struct Column {
  std::string name;  ///< "train_loss", "validation_accuracy"
  std::vector<double> values;

  friend bool operator==(const Column&, const Column&) = default;
};

/// Each plugin appears once.
struct PluginRecord {
  std::string kind, name, file, sha256;
  std::string checked{};  ///< what `assay plugins check` found of this library; empty: it was not asked

  friend bool operator==(const PluginRecord&, const PluginRecord&) = default;
};

struct DataRecord {
  std::string path;
  std::uint64_t bytes = 0;
  std::string sha256;

  friend bool operator==(const DataRecord&, const DataRecord&) = default;
};

/// What one step of the preparation learned, of one column after another: the rule, its numbers and its names.
struct PreparationStep {
  std::string step;
  std::vector<std::string> columns, rules;               ///< one a column; a rule may be empty
  std::vector<double> numbers;                           ///< of all columns, one after another
  std::vector<std::string> names;                        ///< likewise
  std::vector<std::int64_t> number_counts, name_counts;  ///< how many of them each column has

  friend bool operator==(const PreparationStep&, const PreparationStep&) = default;
};

/// What rows look like and what was learned from those of the training part: all that other rows need to be read alike.
struct Preparation {
  std::vector<std::int64_t> input_shape, target_shape;  ///< of one sample; no axes for a class number
  std::vector<std::string> input_names, target_names, class_names;
  std::int64_t classes = 0;
  std::vector<double> scale_shift, scale_factor;                ///< one a feature; empty: taken as they are
  std::vector<double> target_scale_shift, target_scale_factor;  ///< likewise
  std::string vocabulary;                                       ///< of text: the character of each token, UTF-8
  std::vector<std::string> column_names, column_kinds;          ///< of a table before the steps: number or category
  std::vector<PreparationStep> steps;
  std::vector<double> class_weights;  ///< of a loss that is balanced by the training rows' classes

  bool empty() const { return input_shape.empty(); }
  friend bool operator==(const Preparation&, const Preparation&) = default;
};

/// Of which search a run was a trial when it was trained. Another search may have the same run among its trials.
struct SearchRecord {
  std::string id{};    ///< of the search: that of all its seeds; empty: the run was no trial
  std::string role{};  ///< "trial"
  std::int64_t trial = 0;
  std::uint64_t seed = 0;
  std::string metric{}, method{};            ///< what its best trial is best at, and how it chooses
  std::vector<std::string> axes{}, space{};  ///< what is searched, and from what it is chosen: "log(1e-4, 1e-1)"
  std::int64_t points = 0;                   ///< of its space; 0: more than can be counted

  friend bool operator==(const SearchRecord&, const SearchRecord&) = default;
};

struct Environment {
  std::string folder;           ///< of the experiment, from which the names of data files start; empty: not told
  std::string git_diff;         ///< uncommitted changes of the program's source, as far as they are kept
  std::string git_diff_sha256;  ///< of all of them; empty: none
  std::string program_version, git_commit, compiler, flags, blas, blas_core, cpu, host, os, command;
  bool git_dirty = false;
  std::int64_t threads = 1;
  std::int64_t attempts = 1;  ///< how often the run was begun, failures included; a resumed one counts once
  std::vector<PluginRecord> plugins;
  std::vector<DataRecord> data;
  SearchRecord search{};

  friend bool operator==(const Environment&, const Environment&) = default;
};

struct Timing {
  std::string started, ended;              ///< UTC, ISO 8601
  double seconds = 0;                      ///< wall time of the training
  std::int64_t peak_memory = 0;            ///< bytes that the process held at most while it trained; 0: not measured
  std::vector<double> epoch_seconds;       ///< one an epoch
  std::vector<double> samples_per_second;  ///< one an epoch

  friend bool operator==(const Timing&, const Timing&) = default;
};

struct Record {
  std::string id, experiment, model, question;
  std::uint64_t seed = 0;
  std::int64_t fold = -1, repeat = -1;  ///< which fold was tested, and how often folds were drawn before; -1: no folds
  Status status = Status::complete;
  std::string message;  ///< of a run that is not complete; or why training stopped early
  std::vector<std::pair<std::string, std::string>> axes;

  std::string config;  ///< canonical YAML
  /// The same as typed values with dotted names ("train.optimizer.adam.lr"), for readers without YAML.
  std::vector<std::pair<std::string, h5::Attribute>> config_leaves;
  std::string input;  ///< the experiment file, verbatim

  std::vector<Column> metrics;                               ///< by epoch; the first is "epoch"
  std::vector<std::pair<std::string, double>> final_values;  ///< "test.accuracy", "best.validation.loss", "parameters"

  Preparation preparation;  ///< empty in files of format 1.0

  std::vector<NamedArray> weights, weights_initial, weights_best, weights_average;
  std::vector<NamedArray> buffers;
  std::vector<NamedArray> optimizer;                     ///< "<slot>/<parameter>"
  std::int64_t steps = 0;                                ///< updates made
  std::vector<std::pair<std::string, double>> position;  ///< of a checkpoint: counters and sums, by name
  std::vector<NamedArray> samples;
  std::vector<std::int64_t> test_rows;  ///< of the data: what the test outputs belong to, in their order
  std::string sample_text;

  Timing timing;
  Environment environment;

  friend bool operator==(const Record&, const Record&) = default;
};

}  // namespace assay::store
