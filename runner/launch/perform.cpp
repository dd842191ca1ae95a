#include "launch/perform.hpp"

#include <ostream>

#include "launch/environment.hpp"
#include "store/run_file.hpp"
#include "train/trace.hpp"

namespace assay::launch {
namespace {

/// Weights of a stored run, for `init: {from: ...}`; file names start from the experiment's folder.
std::vector<NamedArray> initial_weights(const Context& context, const plan::Run& run) {
  const auto& init = run.spec.model.init;
  if (init.from.empty()) return {};
  const auto file = context.experiment.file.parent_path() / init.from;
  try {
    auto record = store::read(file);
    return record.weights_best.empty() ? record.weights : record.weights_best;
  } catch (const Failure& failure) {
    throw Failure(failure.code(), to_string(init.from_place) + ": " + failure.what());
  }
}

store::Record identity(const Context& context, const plan::Run& run) {
  store::Record record;
  record.id = run.id;
  record.experiment = context.experiment.name;
  record.question = context.experiment.question;
  record.model = run.model;
  record.seed = run.seed;
  record.axes = run.axes;
  record.config = run.config;
  for (const auto& [name, leaf] : run.leaves)
    std::visit([&](const auto& value) { record.config_leaves.emplace_back(name, h5::Attribute(value)); }, leaf);
  record.input = context.experiment.text;
  record.environment = context.environment;
  record.environment.plugins = plugins_of(run, context.registry);
  return record;
}

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
  record.buffers = std::move(outcome.buffers);
  record.optimizer = std::move(outcome.optimizer);
  record.steps = outcome.steps;
  record.samples = std::move(outcome.samples);
  record.sample_text = std::move(outcome.sample_text);
  record.timing.seconds = outcome.seconds;
  record.timing.epoch_seconds = std::move(outcome.epoch_seconds);
  record.timing.samples_per_second = std::move(outcome.samples_per_second);
}

template <class T>
store::Record perform_as(const Context& context, const plan::Run& run, train::Observer& observer) {
  store::Record record = identity(context, run);
  record.timing.started = utc_now();
  data::Dataset<T> data = context.data.get<T>(run);
  for (const auto& file : data.files) record.environment.data.push_back({file.path, file.bytes, file.sha256});
  const auto weights = initial_weights(context, run);
  fill(record, train::train<T>({run.spec, run.seed, context.registry, weights}, std::move(data), observer));
  record.timing.ended = utc_now();
  return record;
}

/// Calls body(T{}) with the run's number type.
template <class Body>
auto with_precision(const plan::Run& run, Body body) {
  return run.spec.train.precision == spec::Precision::float64 ? body(double{}) : body(float{});
}

}  // namespace

store::Record perform(const Context& context, const plan::Run& run, train::Observer& observer) {
  return with_precision(run, [&](auto number) { return perform_as<decltype(number)>(context, run, observer); });
}

store::Record failure_record(const Context& context, const plan::Run& run, store::Status status,
                             const std::string& message) {
  store::Record record = identity(context, run);
  record.status = status;
  record.message = message;
  record.timing.started = record.timing.ended = utc_now();
  return record;
}

void check(const Context& context, const plan::Run& run) {
  const auto weights = initial_weights(context, run);
  with_precision(run, [&](auto number) {
    using T = decltype(number);
    train::check<T>({run.spec, run.seed, context.registry, weights}, context.data.get<T>(run));
  });
}

train::Speed measure_speed(const Context& context, const plan::Run& run, double seconds) {
  const auto weights = initial_weights(context, run);
  return with_precision(run, [&](auto number) {
    using T = decltype(number);
    return train::measure_speed<T>({run.spec, run.seed, context.registry, weights}, context.data.get<T>(run), seconds);
  });
}

void trace(const Context& context, const plan::Run& run, std::ostream& out) {
  out << run.name() << " (seed " << run.seed << ")\n";
  const auto weights = initial_weights(context, run);
  with_precision(run, [&](auto number) {
    using T = decltype(number);
    train::trace<T>({run.spec, run.seed, context.registry, weights}, context.data.get<T>(run), out);
  });
}

}  // namespace assay::launch
