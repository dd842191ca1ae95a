#include "launch/outcome_record.hpp"

#include <utility>

namespace assay::launch {

void fill(store::Record& record, train::Outcome&& outcome) {
  record.status = outcome.diverged ? store::Status::diverged : store::Status::complete;
  record.message = std::move(outcome.message);
  store::Column epochs{"epoch", {}};
  for (std::int64_t epoch = 1; epoch <= outcome.epochs; ++epoch) epochs.values.push_back(static_cast<double>(epoch));
  record.metrics.push_back(std::move(epochs));
  for (auto& column : outcome.metrics) record.metrics.push_back({std::move(column.name), std::move(column.values)});
  record.final_values = std::move(outcome.final_values);
  record.weights = std::move(outcome.weights);
  record.weights_initial = std::move(outcome.weights_initial);
  record.weights_best = std::move(outcome.weights_best);
  record.weights_average = std::move(outcome.weights_average);
  record.buffers = std::move(outcome.buffers);
  record.optimizer = std::move(outcome.optimizer);
  record.steps = outcome.steps;
  record.samples = std::move(outcome.samples);
  record.sample_text = std::move(outcome.sample_text);
  record.timing.seconds = outcome.seconds;
  record.timing.peak_memory = outcome.peak_memory;
  record.timing.epoch_seconds = std::move(outcome.epoch_seconds);
  record.timing.samples_per_second = std::move(outcome.samples_per_second);
}

store::Record record_of(const store::Record& identity, const train::Checkpoint& state) {
  store::Record record = identity;
  fill(record, train::Outcome(state.so_far));
  record.status = store::Status::running;
  record.position = state.position;
  return record;
}

train::Checkpoint checkpoint_from(store::Record&& record) {
  train::Checkpoint state;
  train::Outcome& outcome = state.so_far;
  for (auto& column : record.metrics)
    if (column.name == "epoch")
      outcome.epochs = static_cast<std::int64_t>(column.values.size());
    else
      outcome.metrics.push_back({std::move(column.name), std::move(column.values)});
  outcome.weights = std::move(record.weights);
  outcome.weights_initial = std::move(record.weights_initial);
  outcome.weights_best = std::move(record.weights_best);
  outcome.weights_average = std::move(record.weights_average);
  outcome.buffers = std::move(record.buffers);
  outcome.optimizer = std::move(record.optimizer);
  outcome.steps = record.steps;
  outcome.seconds = record.timing.seconds;
  outcome.epoch_seconds = std::move(record.timing.epoch_seconds);
  outcome.samples_per_second = std::move(record.timing.samples_per_second);
  state.position = std::move(record.position);
  return state;
}

}  // namespace assay::launch
