// An optimizer's precision, NaN, and memory.
#include <cmath>

#include "check/buffer.hpp"
#include "check/optimizer_subject.hpp"

namespace assay::check {

/// Ten steps of a few float32 roundings each.
void optimizer::precision(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string& variation) {
    const auto small = make<Optimizer, float>(trial, variation);
    Path<double> exact(optimizer, {1, -2});
    Path<float> single(*small, {1, -2});
    for (int i = 0; i < 10; ++i) {
      exact.step({std::sin(i + 1.0), std::cos(i)});
      single.step({static_cast<float>(std::sin(i + 1.0)), static_cast<float>(std::cos(i))});
    }
    for (std::size_t i = 0; i < 2; ++i)
      trial.near(static_cast<double>(single.w[i]), exact.w[i], 1e-5,
                 [] { return "a weight after ten steps in float"; });
  });
  trial.tell("largest difference " + brief(trial.worst()));
}

void optimizer::not_a_number(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Path<double> path(optimizer, {1, -2});
    path.step({std::nan(""), 0.1});
    trial.expect(std::isnan(path.w[0]), [] { return "a weight with gradient NaN stays a number"; });
    trial.expect(!std::isnan(path.w[1]), [] { return "NaN spreads to another weight"; });
  });
}

/// Zero weights with zero gradients lie between tensors.
void optimizer::padding(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Path<double> path(optimizer, {0, 1});
    for (int i = 0; i < 50; ++i) path.step({0, 2 * path.w[1]});
    trial.expect(path.w[0] == 0, [&] { return "it becomes " + brief(path.w[0]); });
  });
}

void optimizer::bounds(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto optimizer = make<Optimizer, float>(trial, variation);
    for (std::int64_t length = 1; length <= 67; ++length) {
      Buffer<float> w(trial.numbers<float>(length, "w"), true), g(trial.numbers<float>(length, "g"), true);
      std::vector<std::unique_ptr<Buffer<float>>> slots;
      std::vector<float*> pointers;
      for (std::size_t i = 0; i < optimizer->slots().size(); ++i) {
        slots.push_back(std::make_unique<Buffer<float>>(w.size(), 0.0F, true));
        pointers.push_back(slots.back()->data());
      }
      optimizer->step({.count = 1}, w.all(), g.all(), pointers);
      bool touched = w.front_touched();
      for (const auto& slot : slots) touched = touched || slot->front_touched();
      trial.expect(!touched, [&] { return "something is written before an array of " + std::to_string(length); });
    }
  });
}

void optimizer::hot_call(Trial& trial) {
  for_optimizers(trial, [&](const Optimizer<double>& optimizer, const std::string&) {
    Path<double> path(optimizer, {1, -2});
    path.step({0.4, -0.2});
    path.calls.expect_clean(trial, "step");
  });
}

}  // namespace assay::check
