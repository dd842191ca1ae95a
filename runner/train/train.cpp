#include "train/train.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "base/peak_memory.hpp"
#include "data/own_unit.hpp"
#include "spec/figure.hpp"
#include "train/epochs.hpp"
#include "train/flush_denormals.hpp"
#include "train/initialise.hpp"

namespace assay::train {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// "validation_loss" of the columns is "validation.loss" in the final values.
std::string dotted(const std::string& column) {
  if (column.starts_with("average_")) return "average." + dotted(column.substr(8));
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
    outcome.final_values.emplace_back("best." + name, spec::larger_is_better(name) ? *high : *low);
  }
}

/// Bytes of networks, optimizers and data as one thread needs them: several threads may each want scratch of their own,
/// and what is stored must not depend on their number.
template <class T>
std::size_t memory_of(Procedure<T>& procedure, const data::Dataset<T>& data) {
  std::size_t bytes = data.bytes();
  for (const auto& part : procedure.trained()) bytes += part.network->bytes() + part.descent->bytes();
  return bytes;
}

template <class T>
void conclude(Procedure<T>& procedure, std::size_t memory, const std::vector<data::Scaling>& scaled_targets,
              Outcome& outcome) {
  if (outcome.weights.empty()) outcome.weights = weights_of(procedure.trained());
  outcome.weights_average = average_of(procedure);
  outcome.buffers = buffers_of(procedure);
  outcome.optimizer = optimizer_of(procedure);
  for (const auto& part : procedure.trained()) outcome.steps = std::max(outcome.steps, part.descent->steps());
  summarise(outcome);
  if (!outcome.diverged) {
    for (auto& value : procedure.test()) outcome.final_values.push_back(std::move(value));
    for (auto& value : measure_average(procedure, &Procedure<T>::test, "average."))
      outcome.final_values.push_back(std::move(value));
    procedure.produce(outcome);
    for (auto& [name, array] : outcome.samples)
      if (name == "forecast" || name == "forecast_target") array = data::in_own_unit(array, scaled_targets);
  }
  std::int64_t parameters = 0;
  double operations = 0;
  for (const auto& part : procedure.trained()) {
    parameters += part.network->parameter_count();
    operations += part.network->operations();
  }
  outcome.final_values.emplace_back("epochs", static_cast<double>(outcome.epochs));
  outcome.final_values.emplace_back("parameters", static_cast<double>(parameters));
  outcome.final_values.emplace_back("operations", operations);
  outcome.final_values.emplace_back("memory", static_cast<double>(memory));
}

}  // namespace

template <class T>
Outcome train(const Job& job, const data::Prepared<T>& prepared, Observer& observer, const Checkpoint* from) {
  const FlushDenormals flush;
  const auto procedure = make_procedure<T>(job, prepared.data, prepared.rows);
  const std::size_t memory = memory_of(*procedure, prepared.data);
  const auto workers = share_work(job, *procedure);
  initialise(job, procedure->trained());
  Outcome outcome;
  outcome.weights_initial = weights_of(procedure->trained());
  Epochs<T> epochs(job, *procedure, observer, outcome);
  if (from) epochs.resume(*from);
  const auto start = Clock::now();
  try {
    epochs.run();
  } catch (const Diverged& error) {
    outcome.diverged = true;
    outcome.message = error.what();
  }
  outcome.seconds = seconds_since(start) + (from ? from->so_far.seconds : 0);
  outcome.peak_memory = peak_memory();
  conclude(*procedure, memory, prepared.preparation.targets, outcome);
  return outcome;
}

template <class T>
void check(const Job& job, const data::Prepared<T>& prepared) {
  const auto procedure = make_procedure<T>(job, prepared.data, prepared.rows);
  initialise(job, procedure->trained());
}

template Outcome train(const Job&, const data::Prepared<float>&, Observer&, const Checkpoint*);
template Outcome train(const Job&, const data::Prepared<double>&, Observer&, const Checkpoint*);
template void check(const Job&, const data::Prepared<float>&);
template void check(const Job&, const data::Prepared<double>&);

}  // namespace assay::train
