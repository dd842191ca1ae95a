// Whether an optimizer finds its way down, and what a step depends on.
#include <cmath>

#include "check/optimizer_subject.hpp"

namespace assay::check {
namespace {

using Weights = std::vector<double>;

double bowl_value(const Weights& w) { return w[0] * w[0] + 10 * w[1] * w[1]; }
Weights bowl_gradient(const Weights& w) { return {2 * w[0], 20 * w[1]}; }

double valley_value(const Weights& w) { return std::pow(1 - w[0], 2) + 100 * std::pow(w[1] - w[0] * w[0], 2); }
Weights valley_gradient(const Weights& w) {
  return {-2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] * w[0]), 200 * (w[1] - w[0] * w[0])};
}

/// A rate that decays comes to rest early, so only a share of the way is asked for.
void check_descent(Trial& trial, const Weights& start, double (*value)(const Weights&),
                   Weights (*gradient)(const Weights&), int steps, double share) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Path<double> path(optimizer, start);
    for (int i = 0; i < steps; ++i) path.step(gradient(path.w));
    const double end = value(path.w);
    trial.expect(end < share * value(start), [&] {
      return "from " + brief(value(start)) + " it comes to " + brief(end) + " in " + std::to_string(steps) + " steps";
    });
    if (path.count && trial.passed()) trial.tell("from " + brief(value(start)) + " to " + brief(end));
  });
}

}  // namespace

void optimizer::bowl(Trial& trial) { check_descent(trial, {1, 1}, bowl_value, bowl_gradient, 2000, 0.95); }
void optimizer::rosenbrock(Trial& trial) {
  check_descent(trial, {-0.5, 0.5}, valley_value, valley_gradient, 3000, 0.9);
}

namespace {

/// At every length up to 35, and some beyond: loops of vectors and their rests.
template <class T>
void check_alike(Trial& trial, const Optimizer<T>& optimizer, const char* precision) {
  Path<T> one(optimizer, {T(0.7)});
  for (int i = 0; i < 20; ++i) one.step({static_cast<T>(std::sin(i + 0.5))});
  for (std::size_t many = 2; many <= 67; many += many < 35 ? 1 : 16) {
    Path<T> all(optimizer, std::vector<T>(many, T(0.7)));
    for (int i = 0; i < 20; ++i) all.step(std::vector<T>(many, static_cast<T>(std::sin(i + 0.5))));
    for (const T w : all.w)
      trial.expect(w == one.w[0], [&] {
        return "one of " + std::to_string(many) + " equal weights ends at " + brief(static_cast<double>(w)) +
               ", a weight alone at " + brief(static_cast<double>(one.w[0])) + " in " + precision;
      });
  }
}

}  // namespace

void optimizer::alike(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string& variation) {
    check_alike(trial, optimizer, "double");
    check_alike(trial, *make<Optimizer, float>(trial, variation), "float");
  });
}

/// Two networks moved in turns by one object must go where each would go alone: all that a step may depend on is its
/// count and the slots.
void optimizer::step_count(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string& variation) {
    const auto fresh = make<Optimizer, double>(trial, variation);
    Path<double> alone(*fresh, {1, -2}), first(optimizer, {1, -2}), second(optimizer, {0.5});
    for (int i = 0; i < 10; ++i) {
      alone.step(bowl_gradient(alone.w));
      first.step(bowl_gradient(first.w));
      second.step({std::sin(i)});
    }
    trial.expect(first.w == alone.w, [&] {
      return "moved in turns with another tensor, a weight comes to " + brief(first.w[0]) + " instead of " +
             brief(alone.w[0]) + ": count steps with step.count only";
    });
  });
}

/// Parameter groups have one step made piece by piece, with the same count.
void optimizer::pieces(Trial& trial) {
  constexpr std::size_t kWhole = 29, kFirst = 11;
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Weights start;
    for (std::size_t i = 0; i < kWhole; ++i) start.push_back(std::sin(static_cast<double>(i)));
    Path<double> whole(optimizer, start), first(optimizer, {start.begin(), start.begin() + kFirst}),
        second(optimizer, {start.begin() + kFirst, start.end()});
    for (int step = 1; step <= 5; ++step) {
      Weights g;
      for (std::size_t i = 0; i < kWhole; ++i) g.push_back(std::cos(step * static_cast<double>(i)));
      whole.step(g);
      first.step({g.begin(), g.begin() + kFirst});
      second.step({g.begin() + kFirst, g.end()});
    }
    first.w.insert(first.w.end(), second.w.begin(), second.w.end());
    trial.expect(first.w == whole.w, [] { return "the pieces come to other bits than the whole vector"; });
  });
}

void optimizer::restore(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string& variation) {
    Path<double> whole(optimizer, {1, -2}), first(optimizer, {1, -2});
    for (int i = 0; i < 10; ++i) {
      whole.step(bowl_gradient(whole.w));
      if (i < 5) first.step(bowl_gradient(first.w));
    }
    const auto fresh = make<Optimizer, double>(trial, variation);
    Path<double> second(*fresh, first.w);
    second.slots = first.slots;
    second.count = first.count;
    for (int i = 0; i < 5; ++i) second.step(bowl_gradient(second.w));
    trial.expect(second.w == whole.w && second.slots == whole.slots,
                 [] { return "going on from weights, slots and count it goes another way"; });
  });
}

void optimizer::gradient_scale(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Path<double> scaled(optimizer, {1, -2}), given(optimizer, {1, -2});
    for (int i = 0; i < 5; ++i) {
      scaled.step({0.4, -0.2}, 0.5);
      given.step({0.2, -0.1});
    }
    for (std::size_t i = 0; i < 2; ++i)  // halving is exact, decay may round
      trial.near(scaled.w[i], given.w[i], 1e-14, [] { return "a weight after steps with gradient_scale 0.5"; });
  });
}

void optimizer::rate(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Path<double> still(optimizer, {1, -2}), full(optimizer, {1, -2}), half(optimizer, {1, -2});
    still.step({0.4, -0.2}, 1, 0);
    full.step({0.4, -0.2});
    half.step({0.4, -0.2}, 1, 0.5);
    trial.expect(still.w == Weights{1, -2}, [] { return "it moves at rate_factor 0"; });
    for (std::size_t i = 0; i < 2; ++i) {
      const double start = i == 0 ? 1 : -2;
      trial.near(half.w[i] - start, (full.w[i] - start) / 2, 1e-15,  // roundings of numbers near 1
                 [] { return "the first step at rate_factor 0.5"; });
    }
  });
}

}  // namespace assay::check
