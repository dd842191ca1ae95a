#pragma once
/// Measures a network's outputs against targets, batch by batch: the loss and the metrics an experiment asks for.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <assay/loss.hpp>
#include <assay/tensor.hpp>

#include "spec/run_spec.hpp"
#include "train/outcome.hpp"

namespace assay::train {

/// The metrics there are (kind "metric").
std::vector<spec::Signature> metrics();

template <class T>
class Meter {
 public:
  /// mse, rmse and mae are given in the unit in which number i of a target is `units[i]` for 1; without units as they
  /// are.
  Meter(const std::vector<spec::Metric>& metrics, Decision decision, std::vector<double> units = {});

  void clear();
  /// [no allocation] `loss` is the batch's mean.
  void add(ConstView<T> y, ConstView<T> target, double loss);

  double loss() const;
  /// "loss" and every metric that outputs and targets define, in the order asked for. Where nothing was added: NaN.
  Values values() const;

  /// What was added since clear(), as numbers that resume() takes.
  Values sums() const;
  void resume(const Values& sums);

 private:
  void count_right(ConstView<T> y, ConstView<T> target);
  void count_tops(ConstView<T> y, ConstView<T> target);
  std::optional<double> value(std::string_view metric) const;

  /// Answers whose class is among the k largest outputs.
  struct Top {
    std::string name;
    std::int64_t k;
    std::int64_t right = 0;
  };

  std::vector<std::string> metrics_;
  std::vector<Top> tops_;
  Decision decision_;
  std::vector<double> units_;
  bool counts_ = false, measures_ = false;
  std::int64_t samples_ = 0, answers_ = 0, right_ = 0, numbers_ = 0;
  double loss_ = 0, squares_ = 0, distances_ = 0;
};

extern template class Meter<float>;
extern template class Meter<double>;

}  // namespace assay::train
