#pragma once
/// Adversarial training: a generator that turns noise into samples, against a discriminator that tells them from data.
/// Goodfellow et al. 2014, arXiv:1406.2661, with the non-saturating generator loss.
///
/// One step: the discriminator learns from a batch of data (target 1) and a batch of samples (target 0); then the
/// generator learns from the same samples to be taken for data (target 1).

#include <memory>
#include <vector>

#include "data/batches.hpp"
#include "data/split.hpp"
#include "train/job.hpp"
#include "train/procedure.hpp"

namespace assay::train {

template <class T>
class Adversarial final : public Procedure<T> {
 public:
  /// `data` must outlive this. Throws Failure(experiment) where the two networks and the data do not fit together.
  Adversarial(const Job& job, const data::Dataset<T>& data, const data::Rows& rows);

  std::vector<Trained<T>> trained() override {
    return {{"generator.", &generator_, &generator_descent_},
            {"discriminator.", &discriminator_, &discriminator_descent_}};
  }
  std::int64_t samples_per_epoch() const override { return real_.samples(); }
  Values epoch(std::int64_t epoch, double rate_factor, const typename Procedure<T>::Pulse& pulse) override;
  Values position() const override;
  void resume(const Values& position) override;
  Values validate() override { return judge("validation_"); }
  Values test() override { return judge("test."); }
  void produce(Outcome& outcome) override;

 private:
  void draw_noise(std::int64_t samples);
  /// Discriminator's output and loss against a constant target; adds to its gradients if `learn`.
  double discriminate(ConstView<T> x, T target, View<T> dx, bool learn);
  double improve_discriminator(ConstView<T> real, double rate_factor);
  double improve_generator(double rate_factor);
  Values judge(const std::string& prefix);
  /// Points from fixed noise, `count` of them, with the generator as it is.
  std::vector<T> generate(std::int64_t count);

  const Job& job_;
  const data::Dataset<T>& data_;
  data::Batches<T> real_;
  model::Network<T> generator_, discriminator_;
  std::unique_ptr<Loss<T>> loss_;
  Descent<T> generator_descent_, discriminator_descent_;
  std::vector<T> noise_, targets_;
  std::uint64_t draws_ = 0;
  std::int64_t next_ = 0, turns_ = 0;  ///< batch of the epoch; the generator's updates in it
  double discriminator_sum_ = 0, generator_sum_ = 0;
  ConstView<T> noise_view_, fake_;
};

extern template class Adversarial<float>;
extern template class Adversarial<double>;

}  // namespace assay::train
