#pragma once
/// A trained model at work: stored weights put into the run's networks, measured and asked for samples.

#include <cstdint>
#include <span>
#include <vector>

#include "data/dataset.hpp"
#include "data/split.hpp"
#include "train/job.hpp"
#include "train/outcome.hpp"

namespace assay::train {

/// Weights and running statistics under their full names, "generator.0.weight".
struct Learned {
  std::span<const NamedArray> weights, buffers;
};

struct Evaluation {
  Values metrics;  ///< "test.loss", ...: as after the training, in the same order and batches
  Array outputs;   ///< [predicted, output...]
  Array targets;   ///< [predicted, target...]
};

/// Measures the model on `rows.test` of scaled data and predicts the rows `predicted`. On the run's own test rows the
/// metrics are the stored ones, bit for bit. Throws Failure(experiment) where data and layers do not fit, Error where
/// weights do not.
template <class T>
Evaluation evaluate(const Job& job, const data::Dataset<T>& data, const data::Rows& rows,
                    const std::vector<std::int64_t>& predicted, const Learned& learned);

/// What the model produces as the job's `sample` section asks for: points of a GAN, text of a language model.
template <class T>
Outcome sample(const Job& job, const data::Dataset<T>& data, const data::Rows& rows, const Learned& learned);

}  // namespace assay::train
