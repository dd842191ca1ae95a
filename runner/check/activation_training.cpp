// A small network learns to tell two nested rings apart: whether an activation lets a training descend, and how many of
// its units are dead (the same number for every sample) at the end.
#include <array>
#include <numbers>

#include <assay/loss.hpp>

#include "check/activation_subject.hpp"
#include "check/variations.hpp"
#include "model/network.hpp"
#include "train/descent.hpp"

namespace assay::check {
namespace {

constexpr std::int64_t kSamples = 256, kUnits = 32;

/// Points on circles of radius 1 (class 0) and 2 (class 1), a little blurred.
struct Rings {
  std::vector<float> points, classes;

  explicit Rings(Random random) {
    for (std::int64_t i = 0; i < kSamples; ++i) {
      const double angle = 2 * std::numbers::pi * random.uniform(), radius = 1 + static_cast<double>(i % 2);
      points.push_back(static_cast<float>(radius * std::cos(angle) + 0.1 * random.normal()));
      points.push_back(static_cast<float>(radius * std::sin(angle) + 0.1 * random.normal()));
      classes.push_back(static_cast<float>(i % 2));
    }
  }
};

spec::NetworkSpec network_with(const Trial& trial, const std::string& activation) {
  spec::NetworkSpec spec;
  const auto add = [&](const std::string& yaml, const char* kind) {
    spec.layers.push_back(component(yaml, kind, trial.registry()));
  };
  for (int hidden = 0; hidden < 2; ++hidden) {
    add("{dense: " + std::to_string(kUnits) + "}", "layer");
    add(activation, "activation");
  }
  add("{dense: 1}", "layer");
  return spec;
}

/// The share of the units behind both activations that give one number for all samples.
double dead_share(const model::Network<float>& network) {
  int dead = 0;
  for (const std::size_t stage : {1U, 3U}) {
    const auto y = network.sequence().output(stage);
    for (std::int64_t unit = 0; unit < kUnits; ++unit) {
      bool same = true;
      for (std::int64_t row = 1; row < kSamples; ++row) same = same && y[row * kUnits + unit] == y[unit];
      dead += same;
    }
  }
  return dead / (2.0 * kUnits);
}

double accuracy(ConstView<float> y, const Rings& rings) {
  int right = 0;
  for (std::int64_t i = 0; i < kSamples; ++i)
    right += (y[i] >= 0) == (rings.classes[static_cast<std::size_t>(i)] > 0.5F);
  return static_cast<double>(right) / static_cast<double>(kSamples);
}

}  // namespace

void activation::training(Trial& trial) {
  const Rings rings(trial.random("rings"));
  const ConstView<float> x{rings.points.data(), {kSamples, 2}}, target{rings.classes.data(), {kSamples, 1}};
  model::Network<float> network(network_with(trial, trial.plugin().name), trial.registry(), {2}, kSamples, true);
  network.initialise(trial.random("init"));
  const auto loss = trial.registry().make<Loss, float>(component("sigmoid_cross_entropy", "loss", trial.registry()));
  train::Descent<float> descent(network, trial.registry(), component("{adam: 0.01}", "optimizer", trial.registry()), {},
                                "", false);
  double first = 0, last = 0;
  for (int step = 0; step <= 400; ++step) {
    const auto y = network.forward(x, true);
    last = loss->evaluate(y, target, network.output_gradient());
    if (step == 0) first = last;
    network.backward(x);
    descent.update(1);
  }
  const double right = accuracy(network.forward(x, false), rings);
  trial.expect(std::isfinite(last), [&] { return "the loss becomes " + brief(last); });
  trial.expect(!(last > 1.05 * first),
               [&] { return "the loss rises from " + brief(first) + " to " + brief(last) + " in 400 steps"; });
  trial.tell("loss " + brief(first) + " to " + brief(last) + ", accuracy " + brief(100 * right) + "%, " +
             brief(100 * dead_share(network)) + "% of the units dead");
}

}  // namespace assay::check
