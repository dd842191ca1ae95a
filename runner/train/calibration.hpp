#pragma once
/// Expected calibration error: how far the share of right answers is from the confidence they were given with (Naeini,
/// Cooper & Hauskrecht 2015; Guo et al. 2017, arXiv:1706.04599): sum over 15 equal bins of n_b / N |right_b - mean
/// confidence_b|.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace assay::train {

class Calibration {
 public:
  /// `confidence` in [0, 1]; bins are open below and closed above, as in Guo's program. A NaN makes the error NaN.
  void add(double confidence, bool right) {
    const double place = std::ceil(confidence * kBins) - 1;
    Bin& bin = bins_[place > 0 ? static_cast<std::size_t>(std::min(place, kBins - 1.0)) : 0];
    ++bin.count;
    bin.confidence += confidence;
    bin.right += right;
  }

  /// NaN where nothing was added.
  double error() const {
    double sum = 0, count = 0;
    for (const auto& bin : bins_) {
      sum += std::abs(bin.right - bin.confidence);
      count += bin.count;
    }
    return count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / count;
  }

 private:
  static constexpr int kBins = 15;
  struct Bin {
    double count = 0, confidence = 0, right = 0;
  };

  std::array<Bin, kBins> bins_;
};

}  // namespace assay::train
