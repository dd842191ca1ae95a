#pragma once
/// Measures what only a whole part of the data can tell, seen with the same weights: precision, recall and F1, the area
/// under the curve, calibration, R^2. Unlike Meter it keeps what it sees and is not used in training steps.

#include <string>
#include <string_view>
#include <vector>

#include <assay/loss.hpp>
#include <assay/tensor.hpp>

#include "spec/run_spec.hpp"
#include "train/calibration.hpp"
#include "train/confusion.hpp"
#include "train/determination.hpp"
#include "train/outcome.hpp"
#include "train/ranking.hpp"

namespace assay::train {

/// The metrics that there are.
std::vector<spec::Signature> evaluation_metrics();

template <class T>
class Evaluation {
 public:
  /// Targets that `mask` leaves out count nowhere.
  Evaluation(const std::vector<spec::Metric>& metrics, Decision decision, Mask<T> mask = {});

  /// Whether any of its metrics is asked for.
  bool wanted() const { return !metrics_.empty(); }
  void add(ConstView<T> y, ConstView<T> target);
  /// Every metric that outputs and targets define, in the order asked for.
  Values values();
  /// Over all answers; without classes where there are none, or several yes-or-no outputs.
  const Confusion& confusion() const { return confusion_; }

 private:
  bool wants(std::string_view metric) const;
  void add_classes(ConstView<T> y, ConstView<T> target);
  void add_decisions(ConstView<T> y, ConstView<T> target);
  void add_quantities(ConstView<T> y, ConstView<T> target);
  double area();

  std::vector<std::string> metrics_;
  Decision decision_;
  Mask<T> mask_;
  bool ranks_;
  bool empty_ = true;
  Confusion confusion_;
  std::vector<LabelCounts> labels_;  ///< of yes-or-no outputs
  Calibration calibration_;
  Determination determination_;
  std::vector<std::vector<Ranked>> ranked_;  ///< one for each class or yes-or-no output
};

extern template class Evaluation<float>;
extern template class Evaluation<double>;

}  // namespace assay::train
