#include "train/train.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>

#include "train/early_stopping.hpp"
#include "train/flush_denormals.hpp"
#include "train/initialise.hpp"
#include "train/schedule.hpp"

namespace assay::train {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// "exp_avg/generator.0.weight": the slot comes first, then the parameter's full name.
template <class T>
std::vector<NamedArray> optimizer_of(Procedure<T>& procedure) {
  std::vector<NamedArray> all;
  for (const auto& part : procedure.trained())
    for (auto& array : part.descent->state()) {
      const auto slash = array.name.find('/') + 1;
      all.push_back({array.name.substr(0, slash) + part.prefix + array.name.substr(slash), std::move(array.array)});
    }
  return all;
}

void append(std::vector<Column>& columns, std::size_t epoch, const Values& values) {
  for (const auto& [name, value] : values) {
    auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
    if (found == columns.end()) {
      columns.push_back({name, std::vector<double>(epoch, std::numeric_limits<double>::quiet_NaN())});
      found = columns.end() - 1;
    }
    found->values.push_back(value);
  }
}

/// "validation_loss" of the columns is "validation.loss" in the final values.
std::string dotted(const std::string& column) {
  for (const std::string part : {"train", "validation"})
    if (column.starts_with(part + '_')) return part + '.' + column.substr(part.size() + 1);
  return column;
}

void summarise(Outcome& outcome) {
  for (const auto& column : outcome.metrics) {
    if (column.values.empty()) continue;
    const std::string name = dotted(column.name);
    outcome.final_values.emplace_back(name, column.values.back());
    const auto [low, high] = std::minmax_element(column.values.begin(), column.values.end());
    outcome.final_values.emplace_back("best." + name, larger_is_better(name) ? *high : *low);
  }
}

template <class T>
void train_epochs(const Job& job, Procedure<T>& procedure, Observer& observer, Outcome& outcome) {
  const auto& spec = job.spec.train;
  EarlyStopping stopping(spec.early_stopping);
  for (std::int64_t epoch = 0; epoch < spec.epochs; ++epoch) {
    const auto start = Clock::now();
    Values values = procedure.epoch(epoch, rate_factor(spec.schedule, epoch, spec.epochs));
    const double trained = seconds_since(start);
    for (auto& value : procedure.validate()) values.push_back(std::move(value));
    append(outcome.metrics, static_cast<std::size_t>(epoch), values);
    outcome.epoch_seconds.push_back(seconds_since(start));
    outcome.samples_per_second.push_back(static_cast<double>(procedure.samples_per_epoch()) / trained);
    outcome.epochs = epoch + 1;
    observer.epoch_done(epoch + 1, spec.epochs, values);
    if (!stopping.active()) continue;
    if (stopping.improves(values)) outcome.weights_best = weights_of(procedure.trained());
    if (!stopping.exhausted()) continue;
    outcome.message = stopping.reason(epoch + 1);
    break;
  }
  if (!outcome.weights_best.empty()) {
    outcome.weights = weights_of(procedure.trained());
    assign<T>(procedure.trained(), outcome.weights_best, true);  // the test judges the best weights
  }
}

template <class T>
void conclude(Procedure<T>& procedure, Outcome& outcome) {
  if (outcome.weights.empty()) outcome.weights = weights_of(procedure.trained());
  for (const auto& [prefix, network, descent] : procedure.trained())
    for (auto& array : network->named_buffers())
      outcome.buffers.push_back({prefix + array.name, std::move(array.array)});
  outcome.optimizer = optimizer_of(procedure);
  for (const auto& part : procedure.trained()) outcome.steps = std::max(outcome.steps, part.descent->steps());
  summarise(outcome);
  if (!outcome.diverged) {
    for (auto& value : procedure.test()) outcome.final_values.push_back(std::move(value));
    procedure.produce(outcome);
  }
  std::int64_t parameters = 0;
  double operations = 0;
  for (const auto& part : procedure.trained()) {
    parameters += part.network->parameter_count();
    operations += part.network->operations();
    outcome.bytes += part.network->bytes() + part.descent->bytes();
  }
  outcome.final_values.emplace_back("epochs", static_cast<double>(outcome.epochs));
  outcome.final_values.emplace_back("parameters", static_cast<double>(parameters));
  outcome.final_values.emplace_back("operations", operations);
}

}  // namespace

template <class T>
Outcome train(const Job& job, data::Dataset<T> data, Observer& observer) {
  const FlushDenormals flush;
  const data::Rows rows = data::split(job.spec.data.split, data.rows, job.random("split"));
  data::scale(data, job.spec.data, rows.train);
  const auto procedure = make_procedure<T>(job, data, rows);
  initialise(job, procedure->trained());
  Outcome outcome;
  outcome.weights_initial = weights_of(procedure->trained());
  const auto start = Clock::now();
  try {
    train_epochs(job, *procedure, observer, outcome);
  } catch (const Diverged& error) {
    outcome.diverged = true;
    outcome.message = error.what();
  }
  outcome.seconds = seconds_since(start);
  conclude(*procedure, outcome);
  return outcome;
}

template <class T>
void check(const Job& job, data::Dataset<T> data) {
  const data::Rows rows = data::split(job.spec.data.split, data.rows, job.random("split"));
  const auto procedure = make_procedure<T>(job, data, rows);
  initialise(job, procedure->trained());
}

template Outcome train(const Job&, data::Dataset<float>, Observer&);
template Outcome train(const Job&, data::Dataset<double>, Observer&);
template void check(const Job&, data::Dataset<float>);
template void check(const Job&, data::Dataset<double>);

}  // namespace assay::train
