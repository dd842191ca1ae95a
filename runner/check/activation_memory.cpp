// How an activation's calls treat memory: in place, at every length, fenced, from several threads, without the heap.
#include <atomic>
#include <thread>

#include "check/activation_subject.hpp"
#include "check/buffer.hpp"
#include "check/hot_call.hpp"
#include "check/variations.hpp"

namespace assay::check {
namespace {

constexpr std::int64_t kCount = 80;

/// Forward and backward over some numbers.
template <class T>
struct Passes {
  std::vector<T> y, dx;

  Passes(const Activation<T>& f, const std::vector<T>& x, const std::vector<T>& dy) : y(x.size()), dx(x.size()) {
    f.forward(x, y);
    f.backward(x, y, dy, dx);
  }
  friend bool operator==(const Passes&, const Passes&) = default;
};

/// One element at a time.
template <class T>
Passes<T> one_by_one(const Activation<T>& f, const std::vector<T>& x, const std::vector<T>& dy) {
  Passes<T> all(f, x, dy);
  for (std::size_t i = 0; i < x.size(); ++i) f.forward({&x[i], 1}, {&all.y[i], 1});
  for (std::size_t i = 0; i < x.size(); ++i) f.backward({&x[i], 1}, {&all.y[i], 1}, {&dy[i], 1}, {&all.dx[i], 1});
  return all;
}

template <class T>
void check_lengths(Trial& trial, const std::string& variation, const char* precision) {
  const auto f = make<Activation, T>(trial, variation);
  const auto x = trial.numbers<T>(kCount, "x"), dy = trial.numbers<T>(kCount, "dy");
  const auto expected = one_by_one(*f, x, dy);
  for (std::size_t offset = 0; offset < 8; ++offset)
    for (std::size_t length = 0; length <= 67; ++length) {
      std::vector<T> part(kCount, T(9)), slope(kCount, T(9));
      f->forward({&x[offset], length}, {&part[offset], length});
      f->backward({&x[offset], length}, {&expected.y[offset], length}, {&dy[offset], length}, {&slope[offset], length});
      const auto where = [&](const char* of) {
        return [&, of] {
          return std::string(of) + " in " + precision + " at length " + std::to_string(length) + ", offset " +
                 std::to_string(offset);
        };
      };
      const auto begin = static_cast<std::ptrdiff_t>(offset), end = static_cast<std::ptrdiff_t>(offset + length);
      trial.expect(std::equal(part.begin() + begin, part.begin() + end, expected.y.begin() + begin),
                   where("other values"));
      trial.expect(std::equal(slope.begin() + begin, slope.begin() + end, expected.dx.begin() + begin),
                   where("other slopes"));
      trial.expect(part[offset + length] == T(9), where("forward writes past its end"));
      trial.expect(slope[offset + length] == T(9), where("backward writes past its end"));
    }
}

}  // namespace

void activation::in_place(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    auto x = trial.numbers<float>(kCount, "x"), dy = trial.numbers<float>(kCount, "dy");
    const Passes<float> apart(*f, x, dy);
    f->backward(x, apart.y, dy, dy);
    trial.expect(dy == apart.dx, [] { return "backward with dx on top of dy gives other numbers"; });
    f->forward(x, x);
    trial.expect(x == apart.y, [] { return "forward with y on top of x gives other numbers"; });
  });
}

void activation::lengths(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    check_lengths<float>(trial, variation, "float");
    check_lengths<double>(trial, variation, "double");
  });
}

void activation::saved(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    const auto x = trial.numbers<float>(kCount, "x"), dy = trial.numbers<float>(kCount, "dy");
    const Passes<float> whole(*f, x, dy);
    const bool from_input = f->slope_from() == SlopeFrom::input;
    std::vector<float> dx(x.size());
    f->backward(from_input ? std::span<const float>(x) : std::span<const float>(),
                from_input ? std::span<const float>() : std::span<const float>(whole.y), dy, dx);
    trial.expect(dx == whole.dx, [] { return "backward needs more than slope_from() names"; });
    trial.tell(from_input ? "the slope is from the input" : "the slope is from the output");
  });
}

void activation::bounds(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    for (std::int64_t length = 0; length <= 67; ++length) {
      Buffer<float> x(trial.numbers<float>(length, "x"), true), dy(trial.numbers<float>(length, "dy"), true);
      Buffer<float> y(x.size(), 0, true), dx(x.size(), 0, true), dp(f->parameters().size(), 0, true);
      f->forward(x.all(), y.all());
      f->backward(x.all(), y.all(), dy.all(), dx.all());
      f->backward_parameters(f->parameters(), x.all(), dy.all(), dp.all());
      trial.expect(!y.front_touched() && !dx.front_touched() && !dp.front_touched(),
                   [&] { return "something is written before the first number at length " + std::to_string(length); });
    }
  });
}

void activation::repeat(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    const auto x = trial.numbers<float>(kCount, "x"), dy = trial.numbers<float>(kCount, "dy");
    const Passes<float> first(*f, x, dy);
    const auto other = trial.numbers<float>(kCount / 2, "other");
    const Passes<float> between(*f, other, other);
    trial.expect(Passes<float>(*f, x, dy) == first, [] { return "the same call later gives other bits"; });
    std::vector<float> dx(x.size());
    f->forward(other, std::span(dx).first(other.size()));
    f->backward(x, first.y, dy, dx);
    trial.expect(dx == first.dx, [] { return "backward depends on what forward saw last"; });
  });
}

void activation::threads(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    std::vector<std::vector<float>> inputs;
    std::vector<Passes<float>> alone;
    for (int t = 0; t < 4; ++t) {
      inputs.push_back(trial.numbers<float>(4096, "thread " + std::to_string(t)));
      alone.emplace_back(*f, inputs.back(), inputs.back());
    }
    std::atomic<int> different = 0;
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < inputs.size(); ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 100; ++i) different += Passes<float>(*f, inputs[t], inputs[t]) != alone[t];
      });
    threads.clear();  // joins them
    trial.expect(different == 0, [&] { return std::to_string(different) + " of 400 calls gave other bits"; });
  });
}

void activation::hot_call(Trial& trial) {
  for_variations(trial, [&](const std::string& variation) {
    const auto f = make<Activation, float>(trial, variation);
    const auto x = trial.numbers<float>(kCount, "x"), dy = trial.numbers<float>(kCount, "dy");
    std::vector<float> y(x.size()), dx(x.size()), dp(f->parameters().size());
    HotCalls forward, backward;
    forward.watch([&] { f->forward(x, y); });
    backward.watch([&] {
      f->backward(x, y, dy, dx);
      f->backward_parameters(f->parameters(), x, dy, dp);
    });
    forward.expect_clean(trial, "forward");
    backward.expect_clean(trial, "backward");
  });
}

}  // namespace assay::check
