#include "train/predictions.hpp"

#include <algorithm>

#include "train/evaluation.hpp"

namespace assay::train {
namespace {

constexpr std::int64_t kForecasts = 1000;  // rows
constexpr std::int64_t kMost = 100'000;    // numbers: a few hundred kilobytes a run

/// The first rows of a tensor, batch by batch.
template <class T>
struct Rows {
  explicit Rows(std::int64_t rows) : most(rows) {}

  void add(ConstView<T> batch) {
    if (shape.rank() == 0) shape = batch.shape.with_batch(0);
    const std::int64_t taken = std::min(batch.batch(), most - shape[0]);
    numbers.insert(numbers.end(), batch.data, batch.data + taken * batch.sample_size());
    shape[0] += taken;
  }

  /// [n,k], whatever a sample's shape.
  Array flat() const {
    const std::int64_t rows = shape[0];
    return {Shape({rows, static_cast<std::int64_t>(numbers.size()) / rows}), numbers};
  }

  std::int64_t most;
  Shape shape;
  std::vector<T> numbers;
};

}  // namespace

template <class T>
void store_predictions(model::Network<T>& network, data::Batches<T>& batches, const Loss<T>& loss,
                       std::vector<NamedArray>& samples) {
  if (batches.samples() == 0) return;
  const bool classes = loss.decision() != Decision::none;
  const bool large = network.output_shape().with_batch(batches.samples()).size() > kMost;
  Rows<T> outputs(classes ? (large ? 0 : batches.samples()) : kForecasts), targets(outputs.most);
  Evaluation<T> evaluation({}, loss.decision(), loss.mask());
  for (std::int64_t i = 0; i < batches.count(); ++i) {
    const auto batch = batches.get(i);
    const ConstView<T> y = network.forward(batch.inputs, false);
    if (classes) evaluation.add(y, batch.targets);
    outputs.add(y);
    targets.add(batch.targets);
  }
  if (!classes) {
    samples.push_back({"forecast", outputs.flat()});
    samples.push_back({"forecast_target", targets.flat()});
    return;
  }
  const Confusion& confusion = evaluation.confusion();
  const std::int64_t known = confusion.classes();
  if (known > 0 && known * known <= kMost)
    samples.push_back({"confusion", {Shape({known, known}), confusion.counts()}});
  if (large) return;
  samples.push_back({"test_outputs", {outputs.shape, std::move(outputs.numbers)}});
  samples.push_back({"test_targets", {targets.shape, std::move(targets.numbers)}});
}

template void store_predictions(model::Network<float>&, data::Batches<float>&, const Loss<float>&,
                                std::vector<NamedArray>&);
template void store_predictions(model::Network<double>&, data::Batches<double>&, const Loss<double>&,
                                std::vector<NamedArray>&);

}  // namespace assay::train
