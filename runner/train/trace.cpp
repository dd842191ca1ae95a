#include "train/trace.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>

#include <assay/loss.hpp>

#include "data/batches.hpp"
#include "train/balance.hpp"
#include "train/descent.hpp"
#include "train/initialise.hpp"
#include "train/schedule.hpp"

namespace assay::train {
namespace {

/// "0 dense        [1,1]      2.100000", the numbers of one tensor; long ones are cut.
template <class T>
void line(std::ostream& out, const std::string& label, const Shape& shape, std::span<const T> numbers) {
  constexpr std::size_t kMost = 12;
  char text[64];
  std::snprintf(text, sizeof text, "  %-24s %-10s", label.c_str(), to_string(shape).c_str());
  out << text;
  for (std::size_t i = 0; i < std::min(numbers.size(), kMost); ++i) {
    const double number = static_cast<double>(numbers[i]);
    // Six decimals, as people write them by hand, unless these are less than five of the number's digits.
    const bool plain = number == 0 || (std::fabs(number) >= 0.01 && std::fabs(number) < 1e6);
    std::snprintf(text, sizeof text, plain ? " %10.6f" : " %10.5g", number);
    out << text;
  }
  if (numbers.size() > kMost) out << " ... (" << numbers.size() << " numbers)";
  out << '\n';
}

void lines(std::ostream& out, const std::vector<NamedArray>& arrays) {
  for (const auto& [name, array] : arrays) line<double>(out, name, array.shape, array.template as<double>());
}

}  // namespace

template <class T>
void trace(const Job& job, const data::Prepared<T>& prepared, std::ostream& out) {
  if (job.spec.model.adversarial())
    throw Failure(ExitCode::usage, "--trace shows supervised training; '" + job.spec.model.name + "' is adversarial");
  data::Batches<T> batches(prepared.data, prepared.rows.train, job.spec.train.batch);
  if (job.spec.train.shuffle) batches.shuffle(job.random("order").stream(std::uint64_t{0}));
  const auto batch = batches.get(0);
  model::Network<T> network(job.spec.model.network, job.registry, prepared.data.input, batch.inputs.batch(), true);
  const auto loss = job.registry.make<Loss, T>(balanced(job.spec.train.loss, prepared.data.class_weights));
  Descent<T> descent(network, job.registry, job.spec.train.optimizer, job.spec.train, "", true);
  initialise<T>(job, std::vector<Trained<T>>{{"", &network, &descent}});

  out << " weights\n";
  lines(out, network.named(network.weights()));
  out << " forward\n";
  line<T>(out, "input", batch.inputs.shape, batch.inputs.flat());
  const auto y = network.forward(batch.inputs, true, job.random("noise").stream(std::uint64_t{0}));
  for (std::size_t i = 0; i < network.sequence().size(); ++i) {
    const auto output = network.sequence().output(i);
    line<T>(out, std::to_string(i) + ' ' + network.stage_names()[i], output.shape, output.flat());
  }
  const double value = loss->evaluate(y, batch.targets, network.output_gradient());
  line<T>(out, "target", batch.targets.shape, batch.targets.flat());
  line<double>(out, "loss " + job.spec.train.loss.name, Shape(), {&value, 1});
  out << " backward\n";
  line<T>(out, "dloss/doutput", y.shape, network.output_gradient().flat());
  network.backward(batch.inputs);
  lines(out, network.named(network.gradients()));
  descent.update(Schedule(job.spec.train.schedule, job.spec.train.epochs, batches.count()).factor(0));
  out << " weights after the update by " << job.spec.train.optimizer.name << '\n';
  lines(out, network.named(network.weights()));
}

template void trace(const Job&, const data::Prepared<float>&, std::ostream&);
template void trace(const Job&, const data::Prepared<double>&, std::ostream&);

}  // namespace assay::train
