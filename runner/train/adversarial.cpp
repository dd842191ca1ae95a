#include "train/adversarial.hpp"

#include <algorithm>
#include <cmath>

#include "train/checkpoint.hpp"
#include "train/mixture.hpp"
#include "train/notes.hpp"

namespace assay::train {
namespace {

/// Points that generative metrics look at, as in PacGAN (2018) and VEEGAN (2017).
constexpr std::int64_t kJudged = 2500;

const spec::Component& discriminator_optimizer(const spec::TrainSpec& train) {
  const auto& own = train.adversarial.discriminator_optimizer;
  return own.name.empty() ? train.optimizer : own;
}

template <class T>
void check(const Job& job, const model::Network<T>& generator, const model::Network<T>& discriminator,
           const data::Dataset<T>& data) {
  const auto refuse = [](const Place& place, const std::string& text) {
    throw Failure(ExitCode::experiment, to_string(place) + ": " + text);
  };
  const Shape made = generator.output_shape().from(1);
  if (made != data.input)
    refuse(job.spec.model.network.place, "the generator's output is " + to_string(generator.output_shape(), true) +
                                             " but a sample of the data is " + to_string(data.input));
  if (discriminator.output_shape().from(1) != Shape({1}))
    refuse(job.spec.model.discriminator.place, "the discriminator's output is " +
                                                   to_string(discriminator.output_shape(), true) +
                                                   "; expected [N,1], one judgement a sample");
}

}  // namespace

template <class T>
Adversarial<T>::Adversarial(const Job& job, const data::Dataset<T>& data, const data::Rows& rows)
    : job_(job),
      data_(data),
      real_(data, rows.train, job.spec.train.batch),
      validation_(data, rows.validation.empty() ? rows.train : rows.validation, job),
      test_(data, rows.test.empty() ? rows.train : rows.test, job),
      generator_(job.spec.model.network, job.registry, Shape({job.spec.model.latent}),
                 std::min(job.spec.train.batch, data.rows)),
      discriminator_(job.spec.model.discriminator, job.registry, data.input, std::min(job.spec.train.batch, data.rows)),
      objective_(job, generator_.batch()),
      generator_descent_(generator_, job.registry, job.spec.train.optimizer, job.spec.train, "generator.", false),
      discriminator_descent_(discriminator_, job.registry, discriminator_optimizer(job.spec.train), job.spec.train,
                             "discriminator.", false),
      noise_(static_cast<std::size_t>(generator_.batch() * job.spec.model.latent)) {
  check(job, generator_, discriminator_, data);
}

template <class T>
void Adversarial<T>::draw_noise(std::int64_t samples) {
  Random random = job_.random("latent").stream(draws_++);
  noise_view_ = {noise_.data(), Shape({samples, job_.spec.model.latent})};
  for (std::int64_t i = 0; i < noise_view_.size(); ++i)
    noise_[static_cast<std::size_t>(i)] = static_cast<T>(random.normal());
}

template <class T>
double Adversarial<T>::discriminate(ConstView<T> x, Judged judged, View<T> dx) {
  const bool learn = judged != Judged::believed;
  const Random noise = job_.random("noise").stream(draws_).stream(learn ? 1 : 0);
  const ConstView<T> y = discriminator_.forward(x, true, noise);
  const double loss = objective_.evaluate(judged, y, discriminator_.output_gradient());
  if (!std::isfinite(loss)) throw Diverged(loss, generator_descent_.steps() + 1);
  discriminator_.backward(x, dx, learn);
  return loss;
}

template <class T>
std::vector<std::string> Adversarial<T>::notes() const {
  if (!generator_.needs_batch() && !discriminator_.needs_batch()) return {};
  return notes_on_batches(job_.spec.train, real_.samples());
}

template <class T>
double Adversarial<T>::improve_discriminator(ConstView<T> real, double rate_factor) {
  draw_noise(real.batch());
  fake_ = generator_.forward(noise_view_, true, job_.random("noise").stream(draws_));
  const double loss = discriminate(real, Judged::real, {}) + discriminate(fake_, Judged::made, {});
  discriminator_descent_.update(rate_factor);
  objective_.limit(discriminator_.weights());
  return loss;
}

template <class T>
double Adversarial<T>::improve_generator(double rate_factor) {
  const double loss = discriminate(fake_, Judged::believed, generator_.output_gradient());
  generator_.backward(noise_view_);
  generator_descent_.update(rate_factor);
  return loss;
}

template <class T>
Values Adversarial<T>::epoch(std::int64_t epoch, const Schedule& schedule, const typename Procedure<T>::Pulse& pulse) {
  if (job_.spec.train.shuffle) real_.shuffle(job_.random("order").stream(static_cast<std::uint64_t>(epoch)));
  const std::int64_t ratio = job_.spec.train.adversarial.discriminator_steps;
  if (next_ == 0) discriminator_sum_ = generator_sum_ = 0, turns_ = 0;
  while (next_ < real_.count()) {
    const double rate_factor = schedule.factor(epoch * real_.count() + next_);
    discriminator_sum_ += improve_discriminator(real_.get(next_++).inputs, rate_factor);
    if (next_ % ratio == 0) {
      generator_sum_ += improve_generator(rate_factor);
      ++turns_;
    }
    pulse();
  }
  next_ = 0;
  return {{"generator_loss", generator_sum_ / static_cast<double>(turns_)},
          {"discriminator_loss", discriminator_sum_ / static_cast<double>(real_.count())}};
}

template <class T>
Values Adversarial<T>::position() const {
  return {{"batch", static_cast<double>(next_)},
          {"turns", static_cast<double>(turns_)},
          {"draws", static_cast<double>(draws_)},
          {"discriminator_sum", discriminator_sum_},
          {"generator_sum", generator_sum_}};
}

template <class T>
void Adversarial<T>::resume(const Values& position) {
  next_ = static_cast<std::int64_t>(value_of(position, "batch"));
  turns_ = static_cast<std::int64_t>(value_of(position, "turns"));
  draws_ = static_cast<std::uint64_t>(value_of(position, "draws"));
  discriminator_sum_ = value_of(position, "discriminator_sum");
  generator_sum_ = value_of(position, "generator_sum");
}

template <class T>
std::vector<T> Adversarial<T>::generate(std::int64_t count) {
  Random random = job_.random("sample");
  std::vector<T> points;
  while (count > 0) {
    const std::int64_t n = std::min(count, generator_.batch());
    const View<T> noise{noise_.data(), Shape({n, job_.spec.model.latent})};
    for (T& value : noise.flat()) value = static_cast<T>(random.normal());
    const auto made = generator_.forward(noise, false).flat();
    points.insert(points.end(), made.begin(), made.end());
    count -= n;
  }
  return points;
}

template <class T>
Values Adversarial<T>::judge(const std::string& prefix, Resemblance<T>& resemblance) {
  if (job_.spec.metrics.empty() || (data_.modes.empty() && !resemblance.wanted())) return {};
  const auto points = generate(kJudged);
  Values values = resemblance.measure(points);
  if (!data_.modes.empty()) {
    const ConstView<T> view{points.data(), Shape({kJudged, data_.input.size()})};
    for (auto& value : mixture_values(coverage<T>(view, data_.modes, data_.mode_deviation), job_.spec.metrics))
      values.push_back(std::move(value));
  }
  for (auto& [name, value] : values) name.insert(0, prefix);
  return values;
}

template <class T>
void Adversarial<T>::produce(Outcome& outcome) {
  const std::int64_t count = job_.spec.sample.count;
  if (count == 0) return;
  Shape shape({count});
  for (const auto extent : data_.input) shape.append(extent);
  outcome.samples.push_back({"generated", {shape, generate(count)}});
  if (data_.modes.empty()) return;
  const auto modes = static_cast<std::int64_t>(data_.modes.size()) / data_.input.size();
  outcome.samples.push_back({"modes", {Shape({modes, data_.input.size()}), data_.modes}});
  outcome.samples.push_back({"mode_deviation", {Shape(), std::vector<double>{data_.mode_deviation}}});
}

template class Adversarial<float>;
template class Adversarial<double>;

}  // namespace assay::train
