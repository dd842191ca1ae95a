#pragma once
/// Histograms of what enters a network's activations: whether they work where they bend, saturate, or are dead.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/array.hpp"
#include "data/batches.hpp"
#include "model/network.hpp"
#include "train/job.hpp"

namespace assay::train {

/// Equal bins between the smallest and the largest finite number, as numpy.histogram's: each holds its lower edge, the
/// last one both. Where all numbers are equal, the bins span 1 about them.
struct Histogram {
  static constexpr std::size_t kBins = 64;

  /// From numbers added in two rounds: first all of them to see(), then all of them to count().
  void see(double x);
  void count(double x);

  std::vector<double> edges() const;  ///< [65]
  std::vector<std::int64_t> counts = std::vector<std::int64_t>(kBins);

 private:
  double low_ = 0, high_ = 0;
  bool empty_ = true;
};

/// Appends "preactivations/<layer position>/counts" int64 [64] and ".../edges" [65] for every activation between the
/// layers, over all rows of `batches` and with the weights of `trained`.
template <class T>
void store_preactivations(const Job& job, const model::Network<T>& trained, const Shape& input,
                          data::Batches<T>& batches, std::vector<NamedArray>& samples);

}  // namespace assay::train
