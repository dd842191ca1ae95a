#include "data/batches.hpp"

namespace assay::data {
namespace {

template <class T>
void gather(const Shared<T>& from, std::int64_t size, std::span<const std::int64_t> rows, T* to) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::copy_n(from.data() + rows[i] * size, size, to + static_cast<std::int64_t>(i) * size);
}

Shape with_batch(std::int64_t batch, const Shape& sample) {
  Shape shape({batch});
  for (const auto extent : sample) shape.append(extent);
  return shape;
}

}  // namespace

template <class T>
Batches<T>::Batches(const Dataset<T>& data, std::vector<std::int64_t> rows, std::int64_t batch)
    : data_(data),
      original_(std::move(rows)),
      rows_(original_),
      batch_(std::max<std::int64_t>(1, std::min(batch, samples()))),
      input_shape_(with_batch(batch_, data.input)),
      target_shape_(with_batch(batch_, data.target)),
      inputs_(static_cast<std::size_t>(input_shape_.size())),
      targets_(data.targets.empty() ? 0 : static_cast<std::size_t>(target_shape_.size())) {}

template <class T>
void Batches<T>::shuffle(Random random) {
  rows_ = original_;
  random.shuffle(std::span(rows_));
}

template <class T>
typename Batches<T>::Batch Batches<T>::get(std::int64_t index) {
  const std::int64_t from = index * batch_, n = std::min(batch_, samples() - from);
  const auto rows =
      std::span<const std::int64_t>(rows_).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(n));
  gather(data_.inputs, data_.input.size(), rows, inputs_.data());
  Batch batch{{inputs_.data(), input_shape_.with_batch(n)}, {}};
  if (targets_.empty()) return batch;
  gather(data_.targets, data_.target.size(), rows, targets_.data());
  batch.targets = {targets_.data(), target_shape_.with_batch(n)};
  return batch;
}

template class Batches<float>;
template class Batches<double>;

}  // namespace assay::data
