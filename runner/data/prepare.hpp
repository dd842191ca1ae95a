#pragma once
/// From numbers as they were found to numbers as training uses them: the rows are split, and inputs and targets scaled
/// by what the training part shows, so that nothing of the other parts leaks. Statistics and scaling are float64
/// whatever the precision of the training, so that digits that matter are not lost before the mean is taken off.

#include <cstdint>
#include <vector>

#include <assay/random.hpp>

#include "data/dataset.hpp"
#include "data/split.hpp"
#include "data/steps.hpp"

namespace assay::data {

/// What a feature x of the file becomes: (x / unit - shift) * factor.
struct Scaling {
  double shift = 0, factor = 1;

  friend bool operator==(const Scaling&, const Scaling&) = default;
};

/// What was learned from the training rows: of a table's columns by the steps of `prepare:`, and after these one
/// Scaling a feature, none where numbers are taken as they are.
struct Preparation {
  std::vector<Scaling> inputs, targets;
  std::vector<FittedStep> steps{};
  std::vector<double> class_weights{};  ///< of `balance:`, n / (K n_k); empty: there is none

  bool empty() const { return inputs.empty() && targets.empty() && steps.empty() && class_weights.empty(); }
};

template <class T>
struct Prepared {
  Dataset<T> data;
  Rows rows;
  Preparation preparation;
};

/// Learns from the rows `train`. A feature that never varies there becomes 0. Token numbers and class numbers are left
/// alone.
Preparation fit(const RawDataset& raw, const spec::DataSpec& spec, const std::vector<std::int64_t>& train);

/// The data as the steps and the scaling of `preparation` make it, in type T. Throws Failure(data) for a number that T
/// cannot hold, naming file, row, column and cure, and for a missing value that no step fills in.
template <class T>
Dataset<T> apply(const RawDataset& raw, const Preparation& preparation);

/// The rows of each part; `random` is the run's stream "split".
Rows divided(const RawDataset& raw, const spec::DataSpec& spec, const Random& random);

/// All of it.
template <class T>
Prepared<T> prepare(const RawDataset& raw, const spec::DataSpec& spec, const Random& random);

extern template Dataset<float> apply(const RawDataset&, const Preparation&);
extern template Dataset<double> apply(const RawDataset&, const Preparation&);
extern template Prepared<float> prepare(const RawDataset&, const spec::DataSpec&, const Random&);
extern template Prepared<double> prepare(const RawDataset&, const spec::DataSpec&, const Random&);

}  // namespace assay::data
