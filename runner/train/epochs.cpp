#include "train/epochs.hpp"

#include <algorithm>
#include <limits>

#include "train/initialise.hpp"

namespace assay::train {
namespace {

void append(std::vector<Column>& columns, std::size_t epoch, const Values& values) {
  for (const auto& [name, value] : values) {
    auto found =
        std::find_if(columns.begin(), columns.end(), [&name = name](const Column& c) { return c.name == name; });
    if (found == columns.end()) {
      columns.push_back({name, std::vector<double>(epoch, std::numeric_limits<double>::quiet_NaN())});
      found = columns.end() - 1;
    }
    found->values.push_back(value);
  }
}

/// Those of one network without its prefix, which stands after `before`.
std::vector<NamedArray> part_of(const std::vector<NamedArray>& arrays, const std::string& before) {
  std::vector<NamedArray> part;
  for (const auto& array : arrays)
    if (array.name.starts_with(before)) part.push_back({array.name.substr(before.size()), array.array});
  return part;
}

/// "exp_avg/generator.0.weight" as "exp_avg/0.weight".
std::vector<NamedArray> slots_of(const std::vector<NamedArray>& arrays, const std::string& prefix) {
  std::vector<NamedArray> part;
  for (const auto& array : arrays) {
    const auto slash = array.name.find('/') + 1;
    if (array.name.compare(slash, prefix.size(), prefix) == 0)
      part.push_back({array.name.substr(0, slash) + array.name.substr(slash + prefix.size()), array.array});
  }
  return part;
}

bool asks_for_rate(const spec::RunSpec& spec) {
  return std::any_of(spec.metrics.begin(), spec.metrics.end(),
                     [](const auto& metric) { return metric.name == "rate"; });
}

/// The optimizer's own rate; 1 for one that has none.
double rate_of(const spec::Component& optimizer) {
  for (const auto& argument : optimizer.arguments)
    if (argument.name == "lr") return std::get<double>(argument.value);
  return 1;
}

std::int64_t steps_per_epoch(std::int64_t samples, std::int64_t batch) { return (samples + batch - 1) / batch; }

}  // namespace

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

template <class T>
std::vector<NamedArray> buffers_of(Procedure<T>& procedure) {
  std::vector<NamedArray> all;
  for (const auto& [prefix, network, descent] : procedure.trained())
    for (auto& array : network->named_buffers()) all.push_back({prefix + array.name, std::move(array.array)});
  return all;
}

template <class T>
std::vector<NamedArray> average_of(Procedure<T>& procedure) {
  std::vector<NamedArray> all;
  for (const auto& [prefix, network, descent] : procedure.trained())
    for (auto& array : descent->average()) all.push_back({prefix + array.name, std::move(array.array)});
  return all;
}

template <class T>
Values measure_average(Procedure<T>& procedure, Values (Procedure<T>::*measure)(), const std::string& prefix) {
  const auto parts = procedure.trained();
  if (!parts.front().descent->averages()) return {};
  for (const auto& part : parts) part.descent->swap_average();
  Values values = (procedure.*measure)();
  for (const auto& part : parts) part.descent->swap_average();
  for (auto& [name, value] : values) name.insert(0, prefix);
  return values;
}

template <class T>
Epochs<T>::Epochs(const Job& job, Procedure<T>& procedure, Observer& observer, Outcome& outcome)
    : job_(job),
      procedure_(procedure),
      observer_(observer),
      outcome_(outcome),
      schedule_(job.spec.train.schedule, job.spec.train.epochs,
                steps_per_epoch(procedure.samples_per_epoch(), job.spec.train.batch)),
      stopping_(job.spec.train.early_stopping) {}

template <class T>
void Epochs<T>::resume(const Checkpoint& state) {
  const auto parts = procedure_.trained();
  assign<T>(parts, state.so_far.weights, true);
  for (const auto& [prefix, network, descent] : parts) {
    network->assign_buffers(part_of(state.so_far.buffers, prefix));
    descent->resume(slots_of(state.so_far.optimizer, prefix),
                    static_cast<std::int64_t>(value_of(state.position, prefix + "steps")));
    if (descent->averages()) descent->resume_average(part_of(state.so_far.weights_average, prefix));
  }
  schedule_.resume(state.position);
  procedure_.resume(state.position);
  stopping_.resume(value_of(state.position, "stopping.best"), value_of(state.position, "stopping.waited"));
  outcome_.epochs = state.so_far.epochs;
  outcome_.metrics = state.so_far.metrics;
  outcome_.weights_initial = state.so_far.weights_initial;
  outcome_.weights_best = state.so_far.weights_best;
  outcome_.epoch_seconds = state.so_far.epoch_seconds;
  outcome_.samples_per_second = state.so_far.samples_per_second;
  seconds_before_ = state.so_far.seconds;
}

template <class T>
Checkpoint Epochs<T>::state() const {
  Checkpoint state;
  Outcome& now = state.so_far;
  now.epochs = outcome_.epochs;
  now.metrics = outcome_.metrics;
  now.weights = weights_of(procedure_.trained());
  now.weights_initial = outcome_.weights_initial;
  now.weights_best = outcome_.weights_best;
  now.weights_average = average_of(procedure_);
  now.buffers = buffers_of(procedure_);
  now.optimizer = optimizer_of(procedure_);
  now.epoch_seconds = outcome_.epoch_seconds;
  now.samples_per_second = outcome_.samples_per_second;
  now.seconds = seconds_before_ + std::chrono::duration<double>(Clock::now() - start_).count();
  state.position = procedure_.position();
  for (const auto& [prefix, network, descent] : procedure_.trained()) {
    now.steps = std::max(now.steps, descent->steps());
    state.position.emplace_back(prefix + "steps", static_cast<double>(descent->steps()));
  }
  for (auto& value : schedule_.position()) state.position.push_back(std::move(value));
  state.position.emplace_back("stopping.best", stopping_.best());
  state.position.emplace_back("stopping.waited", static_cast<double>(stopping_.waited()));
  return state;
}

template <class T>
void Epochs<T>::answer(Observer::Wish wish) {
  if (wish == Observer::Wish::none) return;
  observer_.checkpoint(state());
  if (wish == Observer::Wish::stop) throw Stopped();
}

template <class T>
void Epochs<T>::note(const Values& values, double trained, double whole) {
  append(outcome_.metrics, static_cast<std::size_t>(outcome_.epochs), values);
  outcome_.epoch_seconds.push_back(whole);
  outcome_.samples_per_second.push_back(static_cast<double>(procedure_.samples_per_epoch()) / trained);
  ++outcome_.epochs;
  observer_.epoch_done(outcome_.epochs, job_.spec.train.epochs, values);
  if (!stopping_.active()) return;
  if (stopping_.improves(values))
    outcome_.weights_best = stopping_.watches_average() ? average_of(procedure_) : weights_of(procedure_.trained());
  exhausted_ = stopping_.exhausted();
}

template <class T>
void Epochs<T>::measure(Values& values) {
  const auto& train = job_.spec.train;
  const std::int64_t steps = steps_per_epoch(procedure_.samples_per_epoch(), train.batch);
  if (asks_for_rate(job_.spec))
    values.emplace_back("rate", rate_of(train.optimizer) * schedule_.factor((outcome_.epochs + 1) * steps - 1));
  for (auto& value : procedure_.validate()) values.push_back(std::move(value));
  for (auto& value : measure_average(procedure_, &Procedure<T>::validate, "average_"))
    values.push_back(std::move(value));
  schedule_.observe(values);
}

template <class T>
void Epochs<T>::one_epoch() {
  const auto start = Clock::now();
  const auto passed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  Values values =
      procedure_.epoch(outcome_.epochs, schedule_, [this] { answer(observer_.wish(outcome_.epochs, false)); });
  const double trained = passed();
  measure(values);
  note(values, trained, passed());
}

template <class T>
void Epochs<T>::run() {
  const std::int64_t epochs = job_.spec.train.epochs;
  while (outcome_.epochs < epochs) {
    one_epoch();
    if (exhausted_) {
      outcome_.message = stopping_.reason(outcome_.epochs);
      break;
    }
    if (outcome_.epochs < epochs) answer(observer_.wish(outcome_.epochs, true));
  }
  if (outcome_.weights_best.empty()) return;
  outcome_.weights = weights_of(procedure_.trained());
  assign<T>(procedure_.trained(), outcome_.weights_best, true);  // the test judges the best weights
}

template class Epochs<float>;
template class Epochs<double>;
template std::vector<NamedArray> optimizer_of(Procedure<float>&);
template std::vector<NamedArray> optimizer_of(Procedure<double>&);
template std::vector<NamedArray> buffers_of(Procedure<float>&);
template std::vector<NamedArray> buffers_of(Procedure<double>&);
template std::vector<NamedArray> average_of(Procedure<float>&);
template std::vector<NamedArray> average_of(Procedure<double>&);
template Values measure_average(Procedure<float>&, Values (Procedure<float>::*)(), const std::string&);
template Values measure_average(Procedure<double>&, Values (Procedure<double>::*)(), const std::string&);

}  // namespace assay::train
