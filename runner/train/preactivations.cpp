#include "train/preactivations.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace assay::train {
namespace {

/// Goes through the rows and tells of every number that enters an activation: visit(position, number).
template <class T, class Visit>
void pass(const spec::NetworkSpec& spec, model::Network<T>& network, data::Batches<T>& batches, Visit visit) {
  for (std::int64_t b = 0; b < batches.count(); ++b) {
    const auto batch = batches.get(b);
    network.forward(batch.inputs, false);
    for (std::size_t i = 0; i < spec.layers.size(); ++i) {
      if (spec.layers[i].kind != "activation") continue;
      const ConstView<T> entering = i == 0 ? batch.inputs : network.sequence().output(i - 1);
      for (const T x : entering.flat()) visit(i, static_cast<double>(x));
    }
  }
}

}  // namespace

void Histogram::see(double x) {
  if (!std::isfinite(x)) return;
  low_ = empty_ ? x : std::min(low_, x);
  high_ = empty_ ? x : std::max(high_, x);
  empty_ = false;
}

std::vector<double> Histogram::edges() const {
  const double low = low_ == high_ ? low_ - 0.5 : low_, high = low_ == high_ ? high_ + 0.5 : high_;
  std::vector<double> edges;
  for (std::size_t i = 0; i <= kBins; ++i)
    edges.push_back(low + (high - low) * static_cast<double>(i) / static_cast<double>(kBins));
  return edges;
}

void Histogram::count(double x) {
  if (!std::isfinite(x)) return;
  const double low = low_ == high_ ? low_ - 0.5 : low_, high = low_ == high_ ? high_ + 0.5 : high_;
  const double place = (x - low) / (high - low) * static_cast<double>(kBins);
  ++counts[std::min(static_cast<std::size_t>(place), kBins - 1)];
}

template <class T>
void store_preactivations(const Job& job, const model::Network<T>& trained, const Shape& input,
                          data::Batches<T>& batches, std::vector<NamedArray>& samples) {
  const auto& spec = job.spec.model.network;
  // A network of its own, as the trained one writes activations over what entered them.
  model::Network<T> network(spec, job.registry, input, trained.batch(), true);
  std::ranges::copy(trained.weights(), network.weights().begin());
  network.assign_buffers(trained.named_buffers());
  std::vector<Histogram> histograms(spec.layers.size());
  pass(spec, network, batches, [&](std::size_t i, double x) { histograms[i].see(x); });
  pass(spec, network, batches, [&](std::size_t i, double x) { histograms[i].count(x); });
  for (std::size_t i = 0; i < spec.layers.size(); ++i) {
    if (spec.layers[i].kind != "activation") continue;
    const std::string place = "preactivations/" + std::to_string(i);
    constexpr auto kBins = static_cast<std::int64_t>(Histogram::kBins);
    samples.push_back({place + "/counts", {Shape({kBins}), std::move(histograms[i].counts)}});
    samples.push_back({place + "/edges", {Shape({kBins + 1}), histograms[i].edges()}});
  }
}

template void store_preactivations(const Job&, const model::Network<float>&, const Shape&, data::Batches<float>&,
                                   std::vector<NamedArray>&);
template void store_preactivations(const Job&, const model::Network<double>&, const Shape&, data::Batches<double>&,
                                   std::vector<NamedArray>&);

}  // namespace assay::train
