#include "launch/revive.hpp"

#include <algorithm>
#include <numeric>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "data/conform.hpp"
#include "data/own_unit.hpp"
#include "data/prepare.hpp"
#include "launch/preparation_record.hpp"
#include "spec/recall.hpp"

namespace assay::launch {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw Failure(ExitCode::data, file + ": " + what);
}

/// The best weights are those that the test judged.
train::Learned weights_of(const store::Record& run) {
  if (run.weights.empty())
    throw Failure(ExitCode::results, run.model + '-' + run.id + " (" + to_string(run.status) + ") has no weights");
  return {run.weights_best.empty() ? run.weights : run.weights_best, run.buffers};
}

/// What is done with stored weights; those that do not fit the network of the same file are damaged.
template <class Work>
auto with_weights(const store::Record& run, Work work) {
  try {
    return work(weights_of(run));
  } catch (const Failure&) {
    throw;
  } catch (const Error& error) {
    throw Failure(ExitCode::results, run.model + '-' + run.id + ": damaged: " + error.what());
  }
}

/// The first folder from which all files of the run's data are found as they were; if there is none, one from which
/// they are found at all.
fs::path folder_of(const Revival& revival) {
  const auto& files = revival.run.environment.data;
  const fs::path* changed = nullptr;
  for (const auto& folder : revival.folders) {
    std::error_code error;
    if (!std::ranges::all_of(files, [&](const auto& one) { return fs::is_regular_file(folder / one.path, error); }))
      continue;
    if (std::ranges::all_of(files, [&](const auto& one) { return sha256_of_file(folder / one.path) == one.sha256; }))
      return folder;
    if (!changed) changed = &folder;
  }
  if (changed) return *changed;
  std::vector<std::string> names, looked;
  for (const auto& file : files) names.push_back("'" + file.path + "'");
  for (const auto& folder : revival.folders) looked.push_back(fs::absolute(folder).lexically_normal().string());
  throw Failure(ExitCode::data, "the run's data, " + list_of(names) + ", is not found from " + list_of(looked) +
                                    "; say with --folder where it starts from");
}

/// Rows as the run reads them: those of before format 1.1 took a text's bytes for its characters.
data::Reading reading_of(const Revival& revival, const spec::RunSpec& spec) {
  return {.precision = spec.train.precision, .bytes = revival.run.preparation.empty()};
}

/// The data as the run had it.
data::RawDataset own_data(const Revival& revival, const spec::RunSpec& spec) {
  auto data =
      data::load(spec.data, folder_of(revival), Random(revival.run.seed).stream("data"), reading_of(revival, spec));
  for (const auto& file : data.files)
    for (const auto& then : revival.run.environment.data)
      if (then.path == file.path && then.sha256 != file.sha256)
        refuse(file.path, "is not what the run was trained on: SHA-256 " + file.sha256.substr(0, 12) + "..., then " +
                              then.sha256.substr(0, 12) + "...");
  return data;
}

data::RawDataset other_data(const Revival& revival, const spec::RunSpec& spec, const data::Form& like,
                            const fs::path& file) {
  spec::DataSpec other = spec.data;
  const auto parts = std::ranges::find(other.source.arguments, "parts", &spec::Argument::name);
  if (parts != other.source.arguments.end()) parts->name = "file";
  const auto named = std::ranges::find(other.source.arguments, "file", &spec::Argument::name);
  if (named == other.source.arguments.end())
    throw Failure(ExitCode::usage, "the run's data source '" + other.source.name +
                                       "' reads no single file, so that "
                                       "--data cannot replace it");
  named->value = file.string();
  named->place = {"<command line>", 1, 1};
  auto reading = reading_of(revival, spec);
  reading.like = &like;
  return data::load(other, "", Random(revival.run.seed).stream("data"), reading);
}

template <class T>
data::Prepared<T> prepared_as(const Revival& revival, const spec::RunSpec& spec, const data::RawDataset& raw) {
  return data::prepare<T>(raw, spec.data, Random(revival.run.seed).stream("split"));
}

/// As they were found.
std::vector<double> targets_of(const data::RawDataset& raw, const std::vector<std::int64_t>& rows) {
  std::vector<double> targets;
  for (const auto row : rows)
    for (std::int64_t i = row * raw.target.size(); i < (row + 1) * raw.target.size(); ++i)
      targets.push_back(data::at(raw.targets, i) / raw.target_unit);
  return targets;
}

/// What is to be predicted, and how.
template <class T>
struct Task {
  data::Form form;
  data::Preparation learned;
  data::Dataset<T> data;
  std::vector<std::int64_t> predicted, measured;
  std::vector<double> targets;  ///< of the predicted rows
  std::vector<std::string> notes;
};

template <class T>
Task<T> own_task(const Revival& revival, const spec::RunSpec& spec) {
  const auto raw = own_data(revival, spec);
  auto own = prepared_as<T>(revival, spec, raw);
  if (own.rows.test.empty()) throw Failure(ExitCode::usage, "the run has no test part; give rows with --data FILE");
  return {own.data, own.preparation, own.data, own.rows.test, own.rows.test, targets_of(raw, own.rows.test), {}};
}

/// What the run learned, from its file or, where that does not tell it, from its data.
template <class T>
Task<T> learned_task(const Revival& revival, const spec::RunSpec& spec) {
  const auto& stored = revival.run.preparation;
  if (!stored.empty()) return {form_of(stored), learned_of(stored), {}, {}, {}, {}, {}};
  auto own = prepared_as<T>(revival, spec, own_data(revival, spec));
  return {own.data, own.preparation, {}, {}, {}, {}, {}};
}

template <class T>
Task<T> other_task(const Revival& revival, const spec::RunSpec& spec, const fs::path& file) {
  auto task = learned_task<T>(revival, spec);
  auto other = other_data(revival, spec, task.form, file);
  task.measured = data::conform(other, task.form);
  task.notes = other.notes;
  task.predicted.resize(static_cast<std::size_t>(other.rows));
  std::iota(task.predicted.begin(), task.predicted.end(), std::int64_t{0});
  if (task.measured.size() < task.predicted.size())
    task.notes.push_back(file.string() + ": " +
                         (task.measured.empty()
                              ? "no row has a target, so that nothing is measured"
                              : std::to_string(task.measured.size()) + " of " + std::to_string(other.rows) +
                                    " rows have a target; metrics are over these"));
  task.targets = targets_of(other, task.predicted);
  task.data = data::apply<T>(other, task.learned);
  return task;
}

template <class T>
Prediction predict_as(const Revival& revival, const spec::RunSpec& spec, const std::optional<fs::path>& file) {
  const auto task = file ? other_task<T>(revival, spec, *file) : own_task<T>(revival, spec);
  auto found = with_weights(revival.run, [&](const train::Learned& weights) {
    return train::evaluate<T>({spec, revival.run.seed, revival.registry}, task.data, {{}, {}, task.measured},
                              task.predicted, weights);
  });
  Prediction prediction;
  prediction.metrics = std::move(found.metrics);
  prediction.outputs = data::in_own_unit(found.outputs, task.learned.targets);
  prediction.targets = {found.targets.shape, task.targets};
  prediction.rows = task.predicted;
  prediction.labelled.resize(task.predicted.size(), !file);
  if (file)
    for (const auto row : task.measured) prediction.labelled[static_cast<std::size_t>(row)] = true;
  prediction.classes = task.form.classes;
  prediction.class_names = task.form.class_names;
  prediction.notes = task.notes;
  return prediction;
}

template <class T>
train::Outcome sample_as(const Revival& revival, const spec::RunSpec& spec, std::uint64_t seed) {
  const auto prepared = prepared_as<T>(revival, spec, own_data(revival, spec));
  return with_weights(revival.run, [&](const train::Learned& weights) {
    return train::sample<T>({spec, seed, revival.registry}, prepared.data, prepared.rows, weights);
  });
}

}  // namespace

Prediction predict(const Revival& revival, const std::optional<fs::path>& file) {
  const auto spec = spec::recall(revival.run.config, revival.registry);
  if (spec.model.adversarial())
    throw Failure(ExitCode::results, "a GAN predicts nothing; 'assay sample' shows what it makes");
  return spec.train.precision == spec::Precision::float64 ? predict_as<double>(revival, spec, file)
                                                          : predict_as<float>(revival, spec, file);
}

train::Outcome sample(const Revival& revival, const spec::SampleSpec& asked, std::uint64_t seed) {
  auto spec = spec::recall(revival.run.config, revival.registry);
  spec.sample = asked;
  return spec.train.precision == spec::Precision::float64 ? sample_as<double>(revival, spec, seed)
                                                          : sample_as<float>(revival, spec, seed);
}

}  // namespace assay::launch
