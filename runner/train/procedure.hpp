#pragma once
/// A way of training: what one epoch does. The frame around it (epochs, schedule, early stopping, what is kept) is in
/// train.hpp and the same for all.

#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "data/split.hpp"
#include "model/network.hpp"
#include "model/worker_threads.hpp"
#include "train/descent.hpp"
#include "train/job.hpp"
#include "train/outcome.hpp"
#include "train/schedule.hpp"

namespace assay::train {

/// Thrown out of an epoch when the loss is no finite number any more.
class Diverged : public Error {
 public:
  Diverged(double loss, std::int64_t update)
      : Error("the loss became " + (std::isnan(loss) ? "nan" : std::to_string(loss)) + " at update " +
              std::to_string(update)) {}
};

/// A network that a procedure trains. Parameters of several networks are told apart by the prefix:
/// "generator.0.weight".
template <class T>
struct Trained {
  std::string prefix;
  model::Network<T>* network;
  Descent<T>* descent;
};

template <class T>
class Procedure {
 public:
  virtual ~Procedure() = default;

  /// One pass over the data's numbers. Throws Failure(data) at the first that loss or layers do not take.
  virtual void examine() const {}
  /// What the experiment's author should know before this trains, with its place in the experiment.
  virtual std::vector<std::string> notes() const { return {}; }

  virtual std::vector<Trained<T>> trained() = 0;
  /// Samples that one epoch trains on.
  virtual std::int64_t samples_per_epoch() const = 0;

  /// Is called after every batch, when position() is defined. What it throws goes through.
  using Pulse = std::function<void()>;

  /// Trains one epoch (0, 1, ...), or what is left of it after resume(). A step of the schedule is one batch. Returns
  /// what was measured on the way, "train_loss" first. Throws Diverged.
  virtual Values epoch(std::int64_t epoch, const Schedule& schedule, const Pulse& pulse) = 0;
  /// Where the epoch stands, as counters and sums; with weights, buffers and the optimizers' states all there is.
  virtual Values position() const = 0;
  virtual void resume(const Values& position) = 0;
  /// Measures on data that is not trained on: "validation_loss", ... Empty where there is none.
  virtual Values validate() = 0;
  /// Measures at the end: "test.loss", ...
  virtual Values test() = 0;
  /// What the trained model produces, into `outcome.samples` and `outcome.sample_text`.
  virtual void produce(Outcome& outcome) = 0;
};

/// The procedure that the job's model asks for. `data` must outlive it. Throws Failure(experiment) where layers, loss
/// and data do not fit together.
template <class T>
std::unique_ptr<Procedure<T>> make_procedure(const Job& job, const data::Dataset<T>& data, const data::Rows& rows);

/// Puts the job's threads to work in the procedure's networks and optimizers, for as long as what is returned lives;
/// null where the job wants one thread.
template <class T>
std::unique_ptr<model::WorkerThreads> share_work(const Job& job, Procedure<T>& procedure);

}  // namespace assay::train
