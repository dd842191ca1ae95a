#include "train/supervised.hpp"

#include <algorithm>
#include <cmath>

#include "train/balance.hpp"
#include "train/checkpoint.hpp"
#include "train/domain.hpp"
#include "train/evaluation.hpp"
#include "train/notes.hpp"
#include "train/preactivations.hpp"
#include "train/predictions.hpp"
#include "train/text_sample.hpp"

namespace assay::train {
namespace {

bool asks_for(const std::vector<spec::Metric>& metrics, std::string_view name) {
  return std::any_of(metrics.begin(), metrics.end(), [&](const auto& metric) { return metric.name == name; });
}

/// What makes class numbers, one a sample, and a network's outputs fit.
template <class T>
std::string way_out(const Loss<T>& loss, const Shape& y, std::int64_t classes) {
  if (classes == 0) return "";
  const bool one = y.from(1).size() == 1;
  if (loss.domain() == Domain::classes && classes == 2 && one)
    return "; for two classes give two outputs, or take sigmoid_cross_entropy with one";
  if (loss.domain() == Domain::classes || one) return "";
  return "; the targets are class numbers: take softmax_cross_entropy with an output for each, or give one output";
}

template <class T>
void check_loss(const Loss<T>& loss, const spec::Component& component, const Shape& y, const data::Dataset<T>& data) {
  if (data.targets.empty())
    throw Failure(ExitCode::experiment, to_string(component.place) + ": the data has no targets to compare with; " +
                                            "train a model with generator and discriminator on it");
  Shape target({y[0]});
  for (const auto extent : data.target) target.append(extent);
  try {
    loss.check(y, target);
  } catch (const Error& error) {
    throw Failure(ExitCode::experiment, to_string(component.place) + ": loss '" + component.name +
                                            "': " + error.what() + way_out(loss, y, data.classes) +
                                            (data.class_advice.empty() ? "" : " (" + data.class_advice + ')'));
  }
  const bool classes = loss.decision() == Decision::argmax;
  if (classes && data.classes > y.back())
    throw Failure(ExitCode::experiment, to_string(component.place) + ": the network gives " + std::to_string(y.back()) +
                                            " outputs but the data has " + std::to_string(data.classes) + " classes");
}

}  // namespace

template <class T>
Supervised<T>::Supervised(const Job& job, const data::Dataset<T>& data, const data::Rows& rows)
    : job_(job),
      data_(data),
      train_(data, rows.train, job.spec.train.batch),
      validation_(data, rows.validation, job.spec.train.batch),
      test_(data, rows.test, job.spec.train.batch),
      network_(job.spec.model.network, job.registry, data.input, std::min(job.spec.train.batch, data.rows)),
      loss_(job.registry.make<Loss, T>(balanced(job.spec.train.loss, data.class_weights))),
      measure_norm_(asks_for(job.spec.metrics, "gradient_norm")),
      descent_(network_, job.registry, job.spec.train.optimizer, job.spec.train, "", measure_norm_),
      meter_(job.spec.metrics, loss_->decision(), loss_->mask(), data.target_units) {
  check_loss(*loss_, job.spec.train.loss, network_.output_shape(), data);
}

template <class T>
void Supervised<T>::examine() const {
  check_targets(*loss_, job_.spec.train.loss.name, network_.output_shape(), data_, job_.spec.data);
  check_tokens(network_.vocabulary(), network_.padding(), data_, job_.spec.data);
}

template <class T>
std::vector<std::string> Supervised<T>::notes() const {
  auto all = notes_on_outputs(*loss_, job_.spec, network_.output_shape().back());
  for (auto& note : notes_on_data(job_.spec, data_.classes)) all.push_back(std::move(note));
  if (network_.needs_batch())
    for (auto& note : notes_on_batches(job_.spec.train, train_.samples())) all.push_back(std::move(note));
  return all;
}

template <class T>
double Supervised<T>::step(const typename data::Batches<T>::Batch& batch, double rate_factor) {
  const Random noise = job_.random("noise").stream(static_cast<std::uint64_t>(descent_.steps()));
  const ConstView<T> y = network_.forward(batch.inputs, true, noise);
  const double loss = loss_->evaluate(y, batch.targets, network_.output_gradient());
  if (!std::isfinite(loss)) throw Diverged(loss, descent_.steps() + 1);
  network_.backward(batch.inputs);
  descent_.update(rate_factor);
  meter_.add(y, batch.targets, loss, loss_->weight(batch.targets));
  return loss;
}

template <class T>
Values Supervised<T>::epoch(std::int64_t epoch, const Schedule& schedule, const typename Procedure<T>::Pulse& pulse) {
  if (job_.spec.train.shuffle) train_.shuffle(job_.random("order").stream(static_cast<std::uint64_t>(epoch)));
  if (next_ == 0) {
    meter_.clear();
    norms_ = 0;
  }
  while (next_ < train_.count()) {
    const double rate_factor = schedule.factor(epoch * train_.count() + next_);
    step(train_.get(next_++), rate_factor);
    norms_ += descent_.gradient_norm();
    pulse();
  }
  next_ = 0;
  Values values;
  for (const auto& [name, value] : meter_.values()) values.emplace_back("train_" + name, value);
  if (measure_norm_) values.emplace_back("gradient_norm", norms_ / static_cast<double>(train_.count()));
  return values;
}

template <class T>
Values Supervised<T>::position() const {
  Values position = meter_.sums();
  position.emplace_back("batch", static_cast<double>(next_));
  position.emplace_back("norms", norms_);
  return position;
}

template <class T>
void Supervised<T>::resume(const Values& position) {
  meter_.resume(position);
  next_ = static_cast<std::int64_t>(value_of(position, "batch"));
  norms_ = value_of(position, "norms");
}

template <class T>
Values Supervised<T>::measure(data::Batches<T>& batches, const std::string& prefix) {
  if (batches.samples() == 0) return {};
  meter_.clear();
  Evaluation<T> evaluation(job_.spec.metrics, loss_->decision(), loss_->mask());
  for (std::int64_t i = 0; i < batches.count(); ++i) {
    const auto batch = batches.get(i);
    const ConstView<T> y = network_.forward(batch.inputs, false);
    meter_.add(y, batch.targets, loss_->evaluate(y, batch.targets, {}), loss_->weight(batch.targets));
    if (evaluation.wanted()) evaluation.add(y, batch.targets);
  }
  Values values;
  for (const auto& [name, value] : meter_.values()) values.emplace_back(prefix + name, value);
  for (const auto& [name, value] : evaluation.values()) values.emplace_back(prefix + name, value);
  return values;
}

template <class T>
void Supervised<T>::produce(Outcome& outcome) {
  store_predictions<T>(network_, test_, *loss_, outcome.samples);
  const auto& sample = job_.spec.sample;
  if (sample.preactivations) store_preactivations<T>(job_, network_, data_.input, validation_, outcome.samples);
  if (sample.length > 0 && !data_.vocabulary.empty())
    outcome.sample_text = sample_text(network_, data_, sample, job_.random("sample"));
}

template class Supervised<float>;
template class Supervised<double>;

}  // namespace assay::train
