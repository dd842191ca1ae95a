#pragma once
/// Walks through rows of a data set in batches: gathers each batch into one contiguous buffer (the only copy made).

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <assay/random.hpp>
#include <assay/tensor.hpp>

#include "data/dataset.hpp"

namespace assay::data {

template <class T>
class Batches {
 public:
  /// `data` must outlive this. Batches have `batch` samples, the last one what is left.
  Batches(const Dataset<T>& data, std::vector<std::int64_t> rows, std::int64_t batch);

  std::int64_t samples() const { return static_cast<std::int64_t>(rows_.size()); }
  std::int64_t count() const { return (samples() + batch_ - 1) / batch_; }

  /// Puts the rows into the order of one epoch: always a permutation of the original order, whatever came before.
  void shuffle(Random random);

  /// A batch, valid until the next call. [step: no allocation]
  struct Batch {
    ConstView<T> inputs;   ///< [n, input...]
    ConstView<T> targets;  ///< [n, target...]; empty where the data has no targets
  };
  Batch get(std::int64_t index);

 private:
  const Dataset<T>& data_;
  std::vector<std::int64_t> original_, rows_;
  std::int64_t batch_;
  Shape input_shape_, target_shape_;
  std::vector<T> inputs_, targets_;
};

extern template class Batches<float>;
extern template class Batches<double>;

}  // namespace assay::data
