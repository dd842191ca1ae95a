#pragma once
/// Lowers the rate where a metric no longer improves, as PyTorch's ReduceLROnPlateau:
///   better: smaller than best (1 - threshold), or best - threshold with `absolute` (the other way round where larger
///   values are better); after more than `patience` epochs in a row that are not: rate * factor, never below floor
/// and for `cooldown` epochs after that bad epochs do not count.

#include <algorithm>
#include <cstdint>
#include <limits>

#include "spec/component.hpp"
#include "spec/figure.hpp"
#include "train/checkpoint.hpp"
#include "train/meter.hpp"
#include "train/watched.hpp"

namespace assay::train {

class Plateau {
 public:
  explicit Plateau(const spec::Component& rule)
      : metric_(rule.text("metric")),
        shrink_(rule.real("factor")),
        threshold_(rule.real("threshold")),
        floor_(rule.real("floor")),
        patience_(rule.integer("patience")),
        cooldown_(rule.integer("cooldown")),
        absolute_(rule.choice("mode") == "absolute"),
        larger_(spec::larger_is_better(metric_)) {
    if (larger_) best_ = -best_;
  }

  double factor() const { return factor_; }

  void observe(const Values& values) {
    const double value = watched(values, metric_, "schedule");
    if (better(value)) {
      best_ = value;
      bad_ = 0;
    } else {
      ++bad_;
    }
    if (resting_ > 0) {
      --resting_;
      bad_ = 0;
    }
    if (bad_ <= patience_) return;
    factor_ = std::max(factor_ * shrink_, floor_);
    resting_ = cooldown_;
    bad_ = 0;
  }

  Values position() const {
    return {{"schedule.factor", factor_},
            {"schedule.best", best_},
            {"schedule.bad", static_cast<double>(bad_)},
            {"schedule.resting", static_cast<double>(resting_)}};
  }
  void resume(const Values& position) {
    factor_ = value_of(position, "schedule.factor");
    best_ = value_of(position, "schedule.best");
    bad_ = static_cast<std::int64_t>(value_of(position, "schedule.bad"));
    resting_ = static_cast<std::int64_t>(value_of(position, "schedule.resting"));
  }

 private:
  bool better(double value) const {
    const double sign = larger_ ? 1 : -1;
    const double bar = absolute_ ? best_ + sign * threshold_ : best_ * (1 + sign * threshold_);
    return larger_ ? value > bar : value < bar;
  }

  std::string metric_;
  double shrink_, threshold_, floor_;
  std::int64_t patience_, cooldown_;
  bool absolute_, larger_;
  double factor_ = 1, best_ = std::numeric_limits<double>::infinity();
  std::int64_t bad_ = 0, resting_ = 0;
};

}  // namespace assay::train
