// Whether a layer gives the same for a sample alone, in both precisions, on large batches, and lets NaN show.
#include "check/layer_subject.hpp"

namespace assay::check {
namespace {

std::vector<float> rounded(const std::vector<double>& numbers) { return {numbers.begin(), numbers.end()}; }

void check_close(Trial& trial, const std::vector<float>& single, const std::vector<double>& exact, double largest,
                 const std::string& of) {
  for (const double number : exact) largest = std::max(largest, std::abs(number));
  if (!trial.expect(single.size() == exact.size(), [&] { return of + " has another size in float"; })) return;
  for (std::size_t i = 0; i < exact.size(); ++i)
    trial.near(static_cast<double>(single[i]), exact[i], 1e-4 * largest,
               [&] { return of + '[' + std::to_string(i) + "] in float"; });
}

/// The first numbers of `whole` must be those of `part`; a product may sum another number of rows in another order.
void check_starts_with(Trial& trial, const std::vector<double>& whole, const std::vector<double>& part,
                       const std::string& of) {
  for (std::size_t i = 0; i < std::min(whole.size(), part.size()); ++i)
    trial.near(part[i], whole[i], 1e-12 * (1 + std::abs(whole[i])),
               [&] { return of + '[' + std::to_string(i) + "] of the first sample alone"; });
}

/// A number that matters must not hide when it is NaN: a diverged training has to show. 100 is far above the others, so
/// that it is also the largest of its window.
void check_nan(const LayerCase<double>& at) {
  if (at.tokens) return;  // token numbers come from data, which is checked
  auto harness = at.harness();
  const auto x = at.inputs(), y = harness.forward(x, false);
  for (std::size_t i = 0; i < x.size(); ++i) {
    auto other = x;
    other[i] = 100;
    const bool matters = harness.forward(other, false) != y;
    other[i] = kNaN<double>;
    const auto spoilt = harness.forward(other, false);
    const bool shows = std::any_of(spoilt.begin(), spoilt.end(), [](double v) { return std::isnan(v); });
    at.trial.expect(shows == matters, [&] {
      return "x[" + std::to_string(i) + "] " +
             (matters ? "matters, but NaN there does not show" : "is not read, but NaN there shows");
    });
  }
}

}  // namespace

/// Sums of a few hundred products of numbers near 1, through 5 steps of a recurrence, round by less than 1e-4.
void check_precision(const LayerCase<double>& at, const Shape& shape, double size) {
  const auto small = at.another<float>();
  LayerHarness<double> exact(at.trial, at.layer, shape);
  LayerHarness<float> single(at.trial, *small, shape);
  const auto x = at.inputs(shape), dy = at.output_gradient(exact);
  const auto y = exact.forward(x, true);
  const auto z = single.forward(rounded(x), true);
  check_close(at.trial, z, y, size, "y");
  check_close(at.trial, single.backward(rounded(x), z, rounded(dy)), exact.backward(x, y, dy), size, "dx");
  for (std::size_t p = 0; p < exact.gradients().size(); ++p)
    check_close(at.trial, single.gradients()[p], exact.gradients()[p], size,
                "the gradient of " + exact.plan().parameters[p].name);
}

void layer::samples(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) {
    auto harness = at.harness();
    const auto first = [&](const std::vector<double>& numbers) {
      return std::vector<double>(numbers.begin(),
                                 numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size()) / at.shape[0]);
    };
    const auto x = at.inputs(), dy = at.output_gradient(harness), y = harness.forward(x, false);
    const auto dx = harness.backward(x, y, dy);
    const auto alone = harness.forward(first(x), false);
    check_starts_with(at.trial, y, alone, "y");
    check_starts_with(at.trial, dx, harness.backward(first(x), alone, first(dy)), "dx");
  });
}

void layer::precision(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) { check_precision(at, at.shape); });
}

/// Layers take other ways for batches that fill the lanes of a vector; 19 samples leave some empty.
void layer::large_batch(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) { check_precision(at, at.shape.with_batch(19)); });
}

void layer::not_a_number(Trial& trial) {
  for_layers<double>(trial, [](const LayerCase<double>& at) { check_nan(at); });
}

}  // namespace assay::check
