#pragma once
/// Learning-rate schedules: what the optimizer's rate is multiplied with, step by step. Formulas and defaults are those
/// of PyTorch's schedulers of like names; what PyTorch steps once an epoch stays constant within an epoch.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "spec/component.hpp"
#include "train/outcome.hpp"
#include "train/plateau.hpp"

namespace assay::train {

/// The schedules there are (kind "schedule").
std::vector<spec::Signature> schedules();

class Schedule {
 public:
  /// A constant rate.
  Schedule() = default;
  /// For `epochs` epochs of `batches` steps each. A component without a name means a constant rate.
  Schedule(const spec::Component& schedule, std::int64_t epochs, std::int64_t batches);

  /// [step: no allocation] Factor of a step; the training's first is 0.
  double factor(std::int64_t step) const;

  /// Is told every epoch's values; `plateau` watches one of them. Throws Failure(experiment) where it is not measured.
  void observe(const Values& values) {
    if (plateau_) plateau_->observe(values);
  }

  /// What observe() left, as numbers that resume() takes.
  Values position() const { return plateau_ ? plateau_->position() : Values{}; }
  void resume(const Values& position) {
    if (plateau_) plateau_->resume(position);
  }

 private:
  /// The factor as a function of epoch and step, both counted from the training's beginning.
  using Curve = std::function<double(std::int64_t epoch, std::int64_t step)>;

  Curve curve_;
  std::optional<Plateau> plateau_;
  std::int64_t batches_ = 1;
};

}  // namespace assay::train
