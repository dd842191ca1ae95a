#pragma once
/// Goes through a training's epochs: schedule, measurements, early stopping, checkpoints.

#include <chrono>

#include "train/early_stopping.hpp"
#include "train/job.hpp"
#include "train/observer.hpp"
#include "train/procedure.hpp"

namespace assay::train {

template <class T>
class Epochs {
 public:
  /// All of them must outlive this; `outcome` is filled.
  Epochs(const Job& job, Procedure<T>& procedure, Observer& observer, Outcome& outcome);

  /// Takes up a training where it stood. Throws Error where the state is not this training's.
  void resume(const Checkpoint& state);

  /// Throws Diverged, and Stopped where the observer wished so.
  void run();

 private:
  using Clock = std::chrono::steady_clock;

  void one_epoch();
  /// Everything that is measured after an epoch.
  void measure(Values& values);
  void note(const Values& values, double trained, double whole);
  void answer(Observer::Wish wish);
  Checkpoint state() const;

  const Job& job_;
  Procedure<T>& procedure_;
  Observer& observer_;
  Outcome& outcome_;
  Schedule schedule_;
  EarlyStopping stopping_;
  bool exhausted_ = false;
  double seconds_before_ = 0;
  Clock::time_point start_ = Clock::now();
};

/// "exp_avg/generator.0.weight": the slot comes first, then the parameter's full name.
template <class T>
std::vector<NamedArray> optimizer_of(Procedure<T>& procedure);

template <class T>
std::vector<NamedArray> buffers_of(Procedure<T>& procedure);

template <class T>
std::vector<NamedArray> average_of(Procedure<T>& procedure);

/// What `measure` (Procedure's validate or test) finds with the averages in place of the weights, each name behind
/// `prefix`. Empty where no average is asked for.
template <class T>
Values measure_average(Procedure<T>& procedure, Values (Procedure<T>::*measure)(), const std::string& prefix);

extern template class Epochs<float>;
extern template class Epochs<double>;

}  // namespace assay::train
