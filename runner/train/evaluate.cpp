#include "train/evaluate.hpp"

#include <memory>
#include <string>

#include "data/batches.hpp"
#include "train/flush_denormals.hpp"
#include "train/initialise.hpp"
#include "train/procedure.hpp"

namespace assay::train {
namespace {

template <class T>
std::unique_ptr<Procedure<T>> restored(const Job& job, const data::Dataset<T>& data, const data::Rows& rows,
                                       const Learned& learned) {
  auto procedure = make_procedure<T>(job, data, rows);
  assign<T>(procedure->trained(), learned.weights, true);
  for (const auto& part : procedure->trained()) {
    std::vector<NamedArray> own;
    for (const auto& [name, array] : learned.buffers)
      if (name.starts_with(part.prefix)) own.push_back({name.substr(part.prefix.size()), array});
    part.network->assign_buffers(own);
  }
  return procedure;
}

template <class T>
void append(std::vector<T>& numbers, ConstView<T> more) {
  const auto flat = more.flat();
  numbers.insert(numbers.end(), flat.begin(), flat.end());
}

Shape rows_of(std::int64_t rows, const Shape& one) {
  Shape shape({rows});
  for (const auto extent : one) shape.append(extent);
  return shape;
}

}  // namespace

template <class T>
Evaluation evaluate(const Job& job, const data::Dataset<T>& data, const data::Rows& rows,
                    const std::vector<std::int64_t>& predicted, const Learned& learned) {
  const FlushDenormals flush;
  const auto procedure = restored<T>(job, data, rows, learned);
  Evaluation found;
  found.metrics = procedure->test();
  auto& network = *procedure->trained().front().network;
  data::Batches<T> batches(data, predicted, job.spec.train.batch);
  std::vector<T> outputs, targets;
  for (std::int64_t i = 0; i < batches.count(); ++i) {
    const auto batch = batches.get(i);
    append(outputs, network.forward(batch.inputs, false));
    append(targets, batch.targets);
  }
  found.outputs = {rows_of(batches.samples(), network.output_shape().from(1)), std::move(outputs)};
  found.targets = {rows_of(batches.samples(), data.target), std::move(targets)};
  return found;
}

template <class T>
Outcome sample(const Job& job, const data::Dataset<T>& data, const data::Rows& rows, const Learned& learned) {
  const FlushDenormals flush;
  Outcome outcome;
  restored<T>(job, data, rows, learned)->produce(outcome);
  return outcome;
}

template Evaluation evaluate(const Job&, const data::Dataset<float>&, const data::Rows&,
                             const std::vector<std::int64_t>&, const Learned&);
template Evaluation evaluate(const Job&, const data::Dataset<double>&, const data::Rows&,
                             const std::vector<std::int64_t>&, const Learned&);
template Outcome sample(const Job&, const data::Dataset<float>&, const data::Rows&, const Learned&);
template Outcome sample(const Job&, const data::Dataset<double>&, const data::Rows&, const Learned&);

}  // namespace assay::train
