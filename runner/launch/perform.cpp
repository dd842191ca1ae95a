#include "launch/perform.hpp"

#include <algorithm>
#include <ostream>

#include "data/strata.hpp"
#include "launch/checkpoints.hpp"
#include "launch/environment.hpp"
#include "launch/outcome_record.hpp"
#include "launch/preparation_record.hpp"
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

/// How often the run was begun before and failed.
std::int64_t failed_attempts(const std::filesystem::path& file) {
  const auto seal = store::read_seal(file);
  return seal && is_failure(seal->status) ? store::read_origin(file).attempts : 0;
}

store::Record identity(const Context& context, const plan::Run& run, const std::filesystem::path& file) {
  store::Record record;
  record.id = run.id;
  record.experiment = context.experiment.name;
  record.question = context.experiment.question;
  record.model = run.model;
  record.seed = run.seed;
  record.fold = run.spec.data.split.fold.value_or(-1);
  record.repeat = run.spec.data.split.repeat.value_or(-1);
  record.axes = run.axes;
  record.config = run.config();
  for (const auto& [name, leaf] : run.leaves)
    record.config_leaves.emplace_back(name, std::visit([](const auto& value) { return h5::Attribute(value); }, leaf));
  record.input = context.experiment.text;
  record.environment = environment_of(context, run);
  if (run.searched)
    record.environment.search = {run.searched->search,
                                 "trial",
                                 run.trial,
                                 run.seed,
                                 run.searched->metric,
                                 run.searched->method,
                                 run.searched->axes,
                                 run.searched->space,
                                 run.searched->points};
  record.environment.attempts = failed_attempts(file) + 1;
  return record;
}

/// Whether it says something about test rows that is stored row by row.
bool judged(const store::Record& record) {
  return std::ranges::any_of(record.samples,
                             [](const auto& one) { return one.name == "test_outputs" || one.name == "forecast"; });
}

template <class T>
store::Record perform_as(const Context& context, const plan::Run& run, const std::filesystem::path& file,
                         train::Observer& observer) {
  store::Record record = identity(context, run, file);
  record.timing.started = utc_now();
  const auto prepared = context.data.prepared<T>(run);
  record.preparation = record_of(prepared.data, prepared.preparation);
  const auto weights = initial_weights(context, run);
  Checkpoints checkpoints(checkpoint_of(file), record, run.spec.train.checkpoint, observer);
  const auto from = checkpoints.find();
  fill(record, train::train<T>({run.spec, run.seed, context.registry, weights, context.environment.threads}, prepared,
                               checkpoints, from ? &*from : nullptr));
  if (judged(record)) record.test_rows = prepared.rows.test;
  record.timing.ended = utc_now();
  return record;
}

/// Calls body(T{}) with the run's number type.
template <class Body>
auto with_precision(const plan::Run& run, Body body) {
  return run.spec.train.precision == spec::Precision::float64 ? body(double{}) : body(float{});
}

}  // namespace

bool is_failure(const std::string& status) {
  return status == "failed" || status == "crashed" || status == "timeout" || status == "diverged";
}

store::Environment environment_of(const Context& context, const plan::Run& run) {
  store::Environment environment = context.environment;
  environment.folder = std::filesystem::absolute(context.experiment.file).parent_path().lexically_normal().string();
  environment.plugins = plugins_of(run, context.registry);
  for (const auto& file : context.data.files(run)) environment.data.push_back({file.path, file.bytes, file.sha256});
  return environment;
}

store::Record perform(const Context& context, const plan::Run& run, const std::filesystem::path& file,
                      train::Observer& observer) {
  return with_precision(run, [&](auto number) { return perform_as<decltype(number)>(context, run, file, observer); });
}

store::Record failure_record(const Context& context, const plan::Run& run, const std::filesystem::path& file,
                             store::Status status, const std::string& message) {
  store::Record record = identity(context, run, file);
  record.status = status;
  record.message = message;
  record.timing.started = record.timing.ended = utc_now();
  return record;
}

std::vector<std::string> check(const Context& context, const plan::Run& run) {
  const auto weights = initial_weights(context, run);
  return with_precision(run, [&](auto number) {
    using T = decltype(number);
    auto notes = train::check<T>({run.spec, run.seed, context.registry, weights, context.environment.threads},
                                 context.data.prepared<T>(run));
    if (const auto note = data::strata_of(run.spec.data.split, context.data.get(run)).note; !note.empty())
      notes.push_back(note);
    return notes;
  });
}

train::Speed measure_speed(const Context& context, const plan::Run& run, double seconds) {
  const auto weights = initial_weights(context, run);
  return with_precision(run, [&](auto number) {
    using T = decltype(number);
    return train::measure_speed<T>({run.spec, run.seed, context.registry, weights, context.environment.threads},
                                   context.data.prepared<T>(run), seconds);
  });
}

void trace(const Context& context, const plan::Run& run, std::ostream& out) {
  out << run.name() << " (seed " << run.seed << ")\n";
  const auto weights = initial_weights(context, run);
  with_precision(run, [&](auto number) {
    using T = decltype(number);
    train::trace<T>({run.spec, run.seed, context.registry, weights, context.environment.threads},
                    context.data.prepared<T>(run), out);
  });
}

}  // namespace assay::launch
