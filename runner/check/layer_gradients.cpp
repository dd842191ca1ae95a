// Whether what a layer passes down and what it learns are the derivatives of what it computes, in float64.
#include <map>

#include "check/derivative.hpp"
#include "check/layer_subject.hpp"

namespace assay::check {
namespace {

/// A gradient that is forgotten is exactly 0; those of stacked cells with unbounded gates are merely tiny.
bool any_nonzero(const std::vector<double>& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double x) { return x != 0; });
}

/// Compares `analytic` with differences over `numbers`, which the objective reads; tolerance 1e-6 of the largest, far
/// above the 1e-10 of the differences.
template <class Objective>
void check_gradient(Trial& trial, std::vector<double>& numbers, const std::vector<double>& analytic,
                    Objective objective, const std::string& of) {
  double largest = 1e-3;
  for (const double g : analytic) largest = std::max(largest, std::abs(g));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double at = numbers[i];
    const auto value = [&](double x) {
      numbers[i] = x;
      return objective();
    };
    double expected = (value(at + 1e-5) - value(at - 1e-5)) / 2e-5;
    if (!(std::abs(analytic[i] - expected) <= 1e-6 * largest)) {  // a kink, perhaps
      const Derivative closer = derivative(value, at);
      expected = closer.allows(analytic[i], 1e-6 * largest) ? analytic[i] : closer.central;
    }
    numbers[i] = at;
    trial.near(analytic[i], expected, 1e-6 * largest,
               [&] { return "the gradient of " + of + '[' + std::to_string(i) + ']'; });
  }
}

/// Whether the gradient of each thing was not 0 on at least one shape: where a loss's gradient and the differences are
/// both 0, they agree and say nothing.
using Moved = std::map<std::string, bool>;

void check_case(const LayerCase<double>& at, bool training, Moved& moved) {
  auto harness = at.harness();
  auto x = at.inputs();
  const auto dy = at.output_gradient(harness);
  const auto y = harness.forward(x, training);
  const auto dx = harness.backward(x, y, dy);
  const auto gradients = harness.gradients();
  const auto value = [&] {
    const auto z = harness.forward(x, training);
    double sum = 0;
    for (std::size_t i = 0; i < z.size(); ++i) sum += z[i] * dy[i];
    return sum;
  };
  if (at.tokens) {
    at.trial.expect(!any_nonzero(dx), [] { return "tokens have no gradient, but dx is not 0"; });
  } else {
    moved["the input"] |= any_nonzero(dx);
    check_gradient(at.trial, x, dx, value, "x");
  }
  for (std::size_t p = 0; p < gradients.size(); ++p) {
    const std::string& name = harness.plan().parameters[p].name;
    moved[name] |= any_nonzero(gradients[p]);
    check_gradient(at.trial, harness.parameters()[p], gradients[p], value, name);
  }
}

void check_gradients(Trial& trial, bool training) {
  for_variations(trial, [&](const std::string& variation) {
    Moved moved;
    for_shapes<double>(trial, variation, [&](const LayerCase<double>& at) { check_case(at, training, moved); });
    for (const auto& [name, nonzero] : moved)
      trial.expect(nonzero, [&] { return "the gradient of " + name + " is 0 everywhere"; });
  });
  trial.tell(std::to_string(trial.expectations()) + " derivatives, largest error " + brief(trial.worst()));
}

}  // namespace

void layer::gradients(Trial& trial) { check_gradients(trial, true); }
void layer::gradients_evaluating(Trial& trial) { check_gradients(trial, false); }

void layer::first(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) {
    auto harness = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(harness);
    harness.backward(x, harness.forward(x, true), dy);
    const auto with_dx = harness.gradients();
    harness.clear_gradients();
    harness.backward(x, harness.forward(x, true), dy, false);
    at.trial.expect(harness.gradients() == with_dx, [] { return "without dx the parameters' gradients are others"; });
  });
}

void layer::frozen(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) {
    auto harness = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(harness);
    const auto learning = harness.backward(x, harness.forward(x, true), dy);
    const auto before = harness.gradients();
    const auto frozen = harness.backward(x, harness.forward(x, true), dy, true, false);
    at.trial.expect(same(frozen, learning), [] { return "frozen, it passes another dx down"; });
    at.trial.expect(harness.gradients() == before, [] { return "frozen, it still changes gradients"; });
  });
}

void layer::accumulates(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) {
    auto harness = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(harness);
    harness.backward(x, harness.forward(x, true), dy);
    const auto once = harness.gradients();
    harness.backward(x, harness.forward(x, true), dy);
    for (std::size_t p = 0; p < once.size(); ++p)
      for (std::size_t i = 0; i < once[p].size(); ++i)
        at.trial.near(harness.gradients()[p][i], 2 * once[p][i], 1e-12 * (1 + std::abs(once[p][i])), [&] {
          return "after two steps the gradient of " + harness.plan().parameters[p].name;  // order of sums
        });
  });
}

}  // namespace assay::check
