// Whether a loss's gradient is the derivative of its value, and where it is smallest.
#include <cmath>

#include "check/derivative.hpp"
#include "check/loss_subject.hpp"

namespace assay::check {
namespace {

/// Returns whether the gradient is not 0 everywhere.
bool check_gradient(const LossCase& at) {
  auto y = at.outputs();
  const auto target = at.target();
  std::vector<double> dy(y.size(), std::nan(""));
  at.value(y, target, &dy);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double start = y[i];
    const Derivative expected = derivative(
        [&](double x) {
          y[i] = x;
          return at.value(y, target);
        },
        start);
    y[i] = start;
    const double tolerance = 1e-6 * (1 + std::abs(expected.central));
    if (expected.allows(dy[i], tolerance))
      at.trial.near(dy[i], expected.smooth ? expected.central : dy[i], tolerance, [] { return "dy"; });
    else
      at.trial.near(dy[i], expected.central, tolerance, [&] { return "dy[" + std::to_string(i) + "]"; });
  }
  return std::any_of(dy.begin(), dy.end(), [](double g) { return std::abs(g) > 1e-6; });
}

/// Outputs that say what the target says, in the ways in which losses read outputs: the target itself, logits of the
/// right answer of several sizes, logarithms of probabilities.
std::vector<std::vector<double>> answers(const LossCase& at, const std::vector<double>& target) {
  std::vector<double> right(at.size());
  const auto row = static_cast<std::size_t>(at.y_shape.back());
  for (std::size_t i = 0; i < right.size(); ++i)
    right[i] = at.targets == Targets::classes ? (static_cast<double>(i % row) == target[i / row] ? 1 : 0) : target[i];
  std::vector<std::vector<double>> all{right};
  for (const double size : {1.0, 3.0, 10.0, 30.0}) {
    all.emplace_back();
    for (const double t : right) all.back().push_back(t > 0.5 ? size : -size);
    all.emplace_back();
    for (const double t : right) all.back().push_back(t > 0.5 ? size : 0);
  }
  all.emplace_back();
  for (const double t : right) all.back().push_back(std::log(std::max(t, 1e-6)));
  all.emplace_back();
  for (const double t : right) all.back().push_back(std::clamp(t, 1e-6, 1 - 1e-6));
  all.emplace_back();  // logits of probabilities
  for (const double t : right)
    all.back().push_back(std::log(std::clamp(t, 1e-9, 1 - 1e-9) / (1 - std::clamp(t, 1e-9, 1 - 1e-9))));
  return all;
}

/// That one of the answers is at least as good as everything that is drawn. Targets that the loss does not mean (signs
/// for one that knows bits) are told apart by the caller: one kind of targets must pass.
bool smallest_at_target(const LossCase& at) {
  const auto target = at.target();
  double best = std::numeric_limits<double>::infinity();
  for (const auto& answer : answers(at, target)) {
    const double value = at.value(answer, target);
    if (value < best) best = value;
  }
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 20; ++i) least = std::min(least, at.value(at.outputs("other " + std::to_string(i)), target));
  return best < least;
}

}  // namespace

void loss::gradient(Trial& trial) {
  // On some examples it may be 0 (all answers right); where it always is, it agrees with a constant and says nothing.
  bool moved = false;
  for_losses(trial, [&](const LossCase& at) { moved |= check_gradient(at); });
  trial.look_at("");
  trial.expect(moved, [] { return "the gradient is 0 everywhere"; });
  trial.tell("largest error " + brief(trial.worst()));
}

void loss::batch_mean(Trial& trial) {
  for_losses(trial, [](const LossCase& at) {
    auto y = at.outputs(), target = at.target();
    std::vector<double> dy(y.size()), dy_twice(2 * y.size());
    const double once = at.value(y, target, &dy);
    const std::size_t n = y.size(), m = target.size();
    for (std::size_t i = 0; i < n; ++i) y.push_back(y[i]);
    for (std::size_t i = 0; i < m; ++i) target.push_back(target[i]);
    at.trial.near(at.value(y, target, &dy_twice), once, 1e-13 * (1 + std::abs(once)),  // order of the sum
                  [] { return "the loss of every sample twice"; });
    for (std::size_t i = 0; i < n; ++i)
      at.trial.near(dy_twice[i], dy[i] / 2, 1e-13, [] { return "dy of every sample twice"; });
  });
}

void loss::weight(Trial& trial) {
  for_losses(trial, [](const LossCase& at) {
    const auto y = at.outputs(), target = at.target();
    const std::size_t samples = static_cast<std::size_t>(at.y_shape[0]), n = y.size() / samples,
                      m = target.size() / samples;
    double sum = 0, weights = 0;
    for (std::size_t i = 0; i < samples; ++i) {
      const auto a = static_cast<std::ptrdiff_t>(i * n), b = static_cast<std::ptrdiff_t>(i * m);
      const std::vector<double> one(y.begin() + a, y.begin() + a + static_cast<std::ptrdiff_t>(n)),
          wanted(target.begin() + b, target.begin() + b + static_cast<std::ptrdiff_t>(m));
      const double weight = at.loss.weight({wanted.data(), at.target_shape.with_batch(1)});
      weights += weight;
      sum += weight == 0 ? 0 : weight * at.value(one, wanted);
    }
    const double whole = at.value(y, target);
    at.trial.near(sum / weights, whole, 1e-13 * (1 + std::abs(whole)),  // order of the sum
                  [] { return "the weighted mean of the samples' losses"; });
  });
}

void loss::minimum(Trial& trial) {
  std::size_t held = 0;
  for_losses(trial, [&](const LossCase& at) { held += smallest_at_target(at); });
  trial.look_at("");
  trial.expect(held > 0, [] { return "random outputs have a smaller loss than outputs that agree with the target"; });
}

void loss::value(Trial& trial) {
  for_losses(trial, [](const LossCase& at) {
    const auto y = at.outputs(), target = at.target();
    std::vector<double> dy(y.size());
    const double with = at.value(y, target, &dy);
    at.trial.near(at.value(y, target), with, 1e-14 * (1 + std::abs(with)), [] { return "the value without dy"; });
    std::vector<double> dirty(y.size(), 7);
    at.value(y, target, &dirty);
    at.trial.expect(dirty == dy, [] { return "dy is not overwritten"; });
  });
}

}  // namespace assay::check
