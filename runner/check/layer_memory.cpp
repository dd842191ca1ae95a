// What a layer remembers, and how its calls treat memory.
#include <atomic>
#include <thread>

#include "check/layer_subject.hpp"

namespace assay::check {
namespace {

/// A training step's results: y, dx and all gradients in one.
template <class T>
std::vector<T> step(LayerHarness<T>& harness, const std::vector<T>& x, const std::vector<T>& dy) {
  harness.reset_buffers();
  harness.clear_gradients();
  auto all = harness.forward(x, true);
  const auto dx = harness.backward(x, all, dy);
  all.insert(all.end(), dx.begin(), dx.end());
  for (const auto& gradient : harness.gradients()) all.insert(all.end(), gradient.begin(), gradient.end());
  return all;
}

template <class T>
std::vector<T> reversed(std::vector<T> numbers) {
  std::reverse(numbers.begin(), numbers.end());
  return numbers;
}

void check_threads(const LayerCase<float>& at) {
  auto alone = at.harness();
  const auto x = at.inputs(), dy = at.output_gradient(alone);
  const auto other_x = at.tokens ? x : reversed(x);
  const auto expected = step(alone, x, dy), other_expected = step(alone, other_x, dy);
  std::atomic<int> different = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      const auto layer = at.another<float>();
      LayerHarness<float> harness(at.trial, *layer, at.shape);
      for (int i = 0; i < 10; ++i)
        different += !same(step(harness, t % 2 ? other_x : x, dy), t % 2 ? other_expected : expected);
    });
  threads.clear();  // joins them
  at.trial.expect(different == 0, [&] { return std::to_string(different) + " of 40 steps gave other bits"; });
}

}  // namespace

void layer::repeat(Trial& trial) {
  for_layers<float>(trial, [](const LayerCase<float>& at) {
    auto harness = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(harness);
    const auto first = step(harness, x, dy);
    step(harness, at.tokens ? x : reversed(x), dy);
    at.trial.expect(same(step(harness, x, dy), first),
                    [] { return "after another batch the same batch gives other bits"; });
    const auto fresh = at.another<float>();
    LayerHarness<float> other(at.trial, *fresh, at.shape);
    at.trial.expect(same(step(other, x, dy), first), [] { return "a fresh layer gives other bits"; });
  });
}

void layer::modes(Trial& trial) {
  for_layers<float>(trial, [](const LayerCase<float>& at) {
    auto harness = at.harness();
    const auto x = at.inputs();
    const auto buffers = harness.buffers();
    const auto y = harness.forward(x, false);
    at.trial.expect(harness.buffers() == buffers, [] { return "statistics move outside of training"; });
    at.trial.expect(same(harness.forward(x, false), y),
                    [] { return "outside of training the output is not always the same"; });
    harness.forward(x, true);
    for (const auto& buffer : harness.buffers())
      for (const float number : buffer)
        at.trial.expect(std::isfinite(number), [] { return "training leaves NaN or infinity in the buffers"; });
  });
}

void layer::restore(Trial& trial) {
  for_layers<float>(trial, [](const LayerCase<float>& at) {
    auto trained = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(trained);
    for (int i = 0; i < 3; ++i) trained.backward(x, trained.forward(x, true), dy);
    const auto fresh = at.another<float>();
    LayerHarness<float> restored(at.trial, *fresh, at.shape);
    restored.parameters() = trained.parameters();
    restored.buffers() = trained.buffers();
    at.trial.expect(same(restored.forward(x, false), trained.forward(x, false)),
                    [] { return "a layer with the stored parameters and buffers gives another output"; });
    at.trial.expect(same(restored.forward(x, true), trained.forward(x, true)),
                    [] { return "a layer with the stored parameters and buffers trains differently"; });
  });
}

void layer::bounds(Trial& trial) {
  for_layers<float>(trial, [](const LayerCase<float>& at) {
    for (const std::int64_t batch : {at.shape[0], std::int64_t{17}}) {
      const Shape shape = at.shape.with_batch(batch);
      LayerHarness<float> harness(at.trial, at.layer, shape, true);
      for (const bool training : {true, false})
        harness.backward(at.inputs(shape), harness.forward(at.inputs(shape), training), at.output_gradient(harness));
      harness.backward(at.inputs(shape), harness.forward(at.inputs(shape), true), at.output_gradient(harness), false);
      at.trial.expect(!harness.front_touched(),
                      [] { return "something is written before the first number of an array"; });
    }
  });
}

void layer::threads(Trial& trial) {
  for_layers<float>(trial, [](const LayerCase<float>& at) { check_threads(at); });
}

void layer::hot_call(Trial& trial) {
  for_layers<float>(trial, [](const LayerCase<float>& at) {
    auto harness = at.harness();
    const auto x = at.inputs(), dy = at.output_gradient(harness);
    harness.backward(x, harness.forward(x, true), dy);
    harness.calls().expect_clean(at.trial, "a training step");
  });
}

}  // namespace assay::check
