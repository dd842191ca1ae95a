#pragma once
/// Stops a training that no longer improves on data it is not trained on (Prechelt 1998, "Early stopping - but when?").

#include <cstdint>
#include <limits>
#include <string>

#include "spec/figure.hpp"
#include "spec/run_spec.hpp"
#include "train/meter.hpp"
#include "train/outcome.hpp"
#include "train/watched.hpp"

namespace assay::train {

class EarlyStopping {
 public:
  explicit EarlyStopping(const spec::EarlyStopping& rule)
      : rule_(rule), sign_(spec::larger_is_better(rule.metric) ? -1 : 1) {}

  bool active() const { return !rule_.metric.empty(); }

  /// Whether the weights' averages are what is judged, so that they are the ones to keep.
  bool watches_average() const { return rule_.metric.starts_with("average."); }

  /// Takes an epoch's values; whether they are the best so far, by more than `min_delta`. Throws Failure(experiment)
  /// where the metric is not measured.
  bool improves(const Values& values) {
    const double value = sign_ * watched(values, rule_.metric, "early_stopping");
    if (value < best_ - rule_.min_delta) {
      best_ = value;
      waited_ = 0;
      return true;
    }
    ++waited_;
    return false;
  }

  double best() const { return best_; }
  std::int64_t waited() const { return waited_; }
  void resume(double best, double waited) {
    best_ = best;
    waited_ = static_cast<std::int64_t>(waited);
  }

  bool exhausted() const { return waited_ >= rule_.patience; }
  std::string reason(std::int64_t epoch) const {
    return "stopped after epoch " + std::to_string(epoch) + ": " + rule_.metric + " has not improved for " +
           std::to_string(waited_) + " epochs";
  }

 private:
  spec::EarlyStopping rule_;
  double sign_;
  double best_ = std::numeric_limits<double>::infinity();
  std::int64_t waited_ = 0;
};

}  // namespace assay::train
