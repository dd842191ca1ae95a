#pragma once
/// Supervised training: mini-batch gradient descent on a loss between outputs and targets.

#include <memory>

#include "data/batches.hpp"
#include "data/dataset.hpp"
#include "data/split.hpp"
#include "train/job.hpp"
#include "train/meter.hpp"
#include "train/procedure.hpp"

namespace assay::train {

template <class T>
class Supervised final : public Procedure<T> {
 public:
  /// `data` must outlive this. Throws Failure(experiment) where layers, loss and data do not fit together.
  Supervised(const Job& job, const data::Dataset<T>& data, const data::Rows& rows);

  void examine() const override;
  std::vector<std::string> notes() const override;
  std::vector<Trained<T>> trained() override { return {{"", &network_, &descent_}}; }
  std::int64_t samples_per_epoch() const override { return train_.samples(); }
  Values epoch(std::int64_t epoch, const Schedule& schedule, const typename Procedure<T>::Pulse& pulse) override;
  Values position() const override;
  void resume(const Values& position) override;
  Values validate() override { return measure(validation_, "validation_"); }
  Values test() override { return measure(test_, "test."); }
  void produce(Outcome& outcome) override;

 private:
  /// [step: no allocation] Returns the batch's loss. Throws Diverged.
  double step(const typename data::Batches<T>::Batch& batch, double rate_factor);
  Values measure(data::Batches<T>& batches, const std::string& prefix);

  const Job& job_;
  const data::Dataset<T>& data_;
  data::Batches<T> train_, validation_, test_;
  model::Network<T> network_;
  std::unique_ptr<Loss<T>> loss_;
  std::int64_t next_ = 0;  ///< batch of the epoch
  double norms_ = 0;       ///< sum of its gradients' norms so far
  bool measure_norm_;
  Descent<T> descent_;
  Meter<T> meter_;
};

extern template class Supervised<float>;
extern template class Supervised<double>;

}  // namespace assay::train
