#include "launch/revive.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/failure.hpp"
#include "data/split.hpp"
#include "spec/recall.hpp"

namespace assay::launch {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw Failure(ExitCode::data, file + ": " + what);
}

/// The best weights are those that the test judged.
train::Learned learned_of(const store::Record& run) {
  if (run.weights.empty())
    throw Failure(ExitCode::results, run.model + '-' + run.id + " (" + to_string(run.status) + ") has no weights");
  return {run.weights_best.empty() ? run.weights : run.weights_best, run.buffers};
}

/// The data as the run had it.
template <class T>
data::Dataset<T> own_data(const Revival& revival, const spec::RunSpec& spec) {
  auto data = data::load<T>(spec.data, revival.folder, Random(revival.run.seed).stream("data"));
  for (const auto& file : data.files)
    for (const auto& then : revival.run.environment.data)
      if (then.path == file.path && then.sha256 != file.sha256)
        refuse(file.path, "is not what the run was trained on: SHA-256 " + file.sha256.substr(0, 12) + "..., then " +
                              then.sha256.substr(0, 12) + "...");
  return data;
}

template <class T>
data::Dataset<T> other_data(const spec::RunSpec& spec, const fs::path& file, std::uint64_t seed) {
  spec::DataSpec other = spec.data;
  const auto named = std::ranges::find(other.source.arguments, "file", &spec::Argument::name);
  if (named == other.source.arguments.end())
    throw Failure(ExitCode::usage, "the run's data source '" + other.source.name +
                                       "' reads no single file, so that "
                                       "--data cannot replace it");
  named->value = fs::absolute(file).string();
  named->place = {"<command line>", 1, 1};
  return data::load<T>(other, "", Random(seed).stream("data"));
}

/// Which targets are class numbers is told by the run's data: in another file some classes may not occur.
template <class T>
void read_targets_as(const data::Dataset<T>& own, data::Dataset<T>& other, const std::string& file) {
  if (own.tokens || other.target.size() != own.target.size()) return;
  const auto is_class = [&](T target) {
    return target >= T(0) && target < static_cast<T>(own.classes) && target == std::floor(target);
  };
  if (own.classes > 0 && !std::ranges::all_of(other.targets, is_class))
    refuse(file, "a target is no class number from 0 to " + std::to_string(own.classes - 1));
  other.target = own.target;
  other.classes = own.classes;
}

/// Characters are numbered anew in every file; here they get the run's numbers.
template <class T>
void renumber_characters(data::Dataset<T>& other, const data::Dataset<T>& own, const std::string& file) {
  if (!own.tokens) return;
  std::vector<T> numbers;
  for (const char c : other.vocabulary) {
    const auto place = own.vocabulary.find(c);
    if (place == std::string::npos) refuse(file, std::string("has the character '") + c + "', which the run never saw");
    numbers.push_back(static_cast<T>(place));
  }
  for (auto* tokens : {&other.inputs, &other.targets})
    for (T& token : *tokens) token = numbers[static_cast<std::size_t>(token)];
}

/// Puts the other rows behind the own ones, so that both are scaled alike. Returns the numbers of the new rows.
template <class T>
std::vector<std::int64_t> append(data::Dataset<T>& own, data::Dataset<T> other, const std::string& file) {
  if (other.input != own.input)
    refuse(file, "a row of it is " + to_string(other.input) + "; the run takes " + to_string(own.input));
  read_targets_as(own, other, file);
  renumber_characters(other, own, file);
  if (other.target != own.target || other.targets.empty() != own.targets.empty())
    refuse(file, "a target of it is " + to_string(other.target) + "; the run has " + to_string(own.target));
  std::vector<std::int64_t> rows(static_cast<std::size_t>(other.rows));
  std::iota(rows.begin(), rows.end(), own.rows);
  own.inputs.insert(own.inputs.end(), other.inputs.begin(), other.inputs.end());
  own.targets.insert(own.targets.end(), other.targets.begin(), other.targets.end());
  own.rows += other.rows;
  return rows;
}

template <class T>
train::Evaluation predict_as(const Revival& revival, const spec::RunSpec& spec, const std::optional<fs::path>& file) {
  const train::Job job{spec, revival.run.seed, revival.registry};
  auto data = own_data<T>(revival, spec);
  data::Rows rows = data::split(spec.data.split, data.rows, job.random("split"));
  if (file) rows.test = append(data, other_data<T>(spec, *file, revival.run.seed), file->string());
  if (rows.test.empty()) throw Failure(ExitCode::usage, "the run has no test part; give rows with --data FILE");
  data::scale(data, spec.data, rows.train);
  return train::evaluate<T>(job, data, rows, learned_of(revival.run));
}

template <class T>
train::Outcome sample_as(const Revival& revival, const spec::RunSpec& spec, std::uint64_t seed) {
  auto data = own_data<T>(revival, spec);
  const data::Rows rows =
      data::split(spec.data.split, data.rows, train::Job{spec, revival.run.seed, revival.registry}.random("split"));
  data::scale(data, spec.data, rows.train);
  return train::sample<T>({spec, seed, revival.registry}, data, rows, learned_of(revival.run));
}

}  // namespace

train::Evaluation predict(const Revival& revival, const std::optional<fs::path>& file) {
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
