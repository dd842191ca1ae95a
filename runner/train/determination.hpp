#pragma once
/// Coefficient of determination R^2 = 1 - sum (t - y)^2 / sum (t - mean t)^2 (Wright 1921), as scikit-learn's r2_score:
/// the mean over the outputs; an output whose target never varies counts 1 where it is met exactly, else 0.

#include <cstddef>
#include <limits>
#include <vector>

namespace assay::train {

class Determination {
 public:
  Determination() = default;
  explicit Determination(std::size_t outputs) : outputs_(outputs) {}

  void add(std::size_t output, double y, double target) {
    Sums& sums = outputs_[output];
    sums.residual += (target - y) * (target - y);
    // Welford 1962: no difference of large sums.
    const double difference = target - sums.mean;
    sums.mean += difference / ++sums.count;
    sums.variation += difference * (target - sums.mean);
  }

  /// NaN below two samples.
  double value() const {
    if (outputs_.empty() || outputs_.front().count < 2) return std::numeric_limits<double>::quiet_NaN();
    double sum = 0;
    for (const auto& one : outputs_) {
      if (one.variation != 0)
        sum += 1 - one.residual / one.variation;
      else
        sum += one.residual == 0 ? 1 : 0;
    }
    return sum / static_cast<double>(outputs_.size());
  }

 private:
  struct Sums {
    double count = 0, mean = 0, variation = 0, residual = 0;
  };

  std::vector<Sums> outputs_;
};

}  // namespace assay::train
