#pragma once
/// What a training leaves behind, as plain data.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/array.hpp"

namespace assay::train {

/// One value an epoch; NaN where it was not measured.
struct Column {
  std::string name;  ///< "train_loss"
  std::vector<double> values;
};

using Values = std::vector<std::pair<std::string, double>>;

struct Outcome {
  bool diverged = false;
  std::string message;  ///< why it diverged, or why it stopped early
  std::int64_t epochs = 0;
  std::int64_t steps = 0;  ///< updates of the weights
  std::vector<Column> metrics;
  Values final_values;  ///< "test.accuracy", "best.validation.loss", "parameters", ...
  std::vector<NamedArray> weights, weights_initial, weights_best, buffers;
  std::vector<NamedArray> weights_average;  ///< the moving average, where one is asked for
  std::vector<NamedArray> optimizer;        ///< "<slot>/<parameter>"
  std::vector<NamedArray> samples;
  std::string sample_text;
  double seconds = 0;
  std::vector<double> epoch_seconds, samples_per_second;
  std::int64_t peak_memory = 0;  ///< bytes that the process held at most until training ended
};

}  // namespace assay::train
