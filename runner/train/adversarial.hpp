#pragma once
/// Adversarial training: a generator that turns noise into samples, against a discriminator that tells them from data.
/// Goodfellow et al. 2014, arXiv:1406.2661. What each of them wants is in objective.hpp.
///
/// One step: the discriminator learns from a batch of data and a batch of samples; then the generator learns from the
/// same samples to be taken for data.

#include <vector>

#include "data/batches.hpp"
#include "data/dataset.hpp"
#include "data/split.hpp"
#include "train/job.hpp"
#include "train/objective.hpp"
#include "train/procedure.hpp"
#include "train/resemblance.hpp"

namespace assay::train {

template <class T>
class Adversarial final : public Procedure<T> {
 public:
  /// `data` must outlive this. Throws Failure(experiment) where the two networks and the data do not fit together.
  Adversarial(const Job& job, const data::Dataset<T>& data, const data::Rows& rows);

  std::vector<std::string> notes() const override;
  std::vector<Trained<T>> trained() override {
    return {{"generator.", &generator_, &generator_descent_},
            {"discriminator.", &discriminator_, &discriminator_descent_}};
  }
  std::int64_t samples_per_epoch() const override { return real_.samples(); }
  Values epoch(std::int64_t epoch, const Schedule& schedule, const typename Procedure<T>::Pulse& pulse) override;
  Values position() const override;
  void resume(const Values& position) override;
  Values validate() override { return judge("validation_", validation_); }
  Values test() override { return judge("test.", test_); }
  void produce(Outcome& outcome) override;

 private:
  void draw_noise(std::int64_t samples);
  /// The objective of the discriminator's output for x; adds to its gradients where it is the discriminator's own.
  double discriminate(ConstView<T> x, Judged judged, View<T> dx);
  double improve_discriminator(ConstView<T> real, double rate_factor);
  double improve_generator(double rate_factor);
  /// Generated points beside the mixture's modes and beside real ones.
  Values judge(const std::string& prefix, Resemblance<T>& resemblance);
  /// Points from fixed noise, `count` of them, with the generator as it is.
  std::vector<T> generate(std::int64_t count);

  const Job& job_;
  const data::Dataset<T>& data_;
  data::Batches<T> real_;
  Resemblance<T> validation_, test_;
  model::Network<T> generator_, discriminator_;
  Objective<T> objective_;
  Descent<T> generator_descent_, discriminator_descent_;
  std::vector<T> noise_;
  std::uint64_t draws_ = 0;
  std::int64_t next_ = 0, turns_ = 0;  ///< batch of the epoch; the generator's updates in it
  double discriminator_sum_ = 0, generator_sum_ = 0;
  ConstView<T> noise_view_, fake_;
};

extern template class Adversarial<float>;
extern template class Adversarial<double>;

}  // namespace assay::train
