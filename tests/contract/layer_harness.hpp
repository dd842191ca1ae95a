#pragma once
/// A layer alone, with memory of its own: calls forward and backward the way the runner does. Memory whose contents
/// must not matter holds NaN, so that a layer that reads it shows.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include <assay/layer.hpp>
#include <assay/transpose.hpp>

#include "contract/allocations.hpp"

namespace assay::contract {

template <class T>
std::vector<T> random_numbers(std::int64_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<T> numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(static_cast<T>(random.normal()));
  return numbers;
}

template <class T>
inline constexpr T kNaN = std::numeric_limits<T>::quiet_NaN();

template <class T>
class LayerHarness {
 public:
  /// Throws Error where the layer does not take inputs of this shape.
  LayerHarness(Layer<T>& layer, const Shape& input) : layer_(layer), input_(input), plan_(layer.plan(input)) {
    saved_.resize(plan_.saved);
    scratch_.resize(plan_.scratch);
    std::uint64_t seed = 100;
    for (const auto& parameter : plan_.parameters) {
      parameters_.push_back(random_numbers<T>(parameter.shape.size(), seed++));
      for (auto& weight : parameters_.back()) weight *= T(0.2);  // a recurrence with unbounded gates stays small
      gradients_.emplace_back(parameters_.back().size());
    }
    for (const auto& buffer : plan_.buffers)
      buffers_.emplace_back(static_cast<std::size_t>(buffer.shape.size()), static_cast<T>(buffer.value));
  }

  const Plan& plan() const { return plan_; }
  std::vector<std::vector<T>>& parameters() { return parameters_; }
  std::vector<std::vector<T>>& gradients() { return gradients_; }
  std::vector<std::vector<T>>& buffers() { return buffers_; }
  /// What forward and backward together took from the heap so far.
  std::size_t allocated() const { return allocated_; }

  std::vector<T> forward(const std::vector<T>& x, bool training) {
    std::vector<T> y(static_cast<std::size_t>(plan_.output.with_batch(batch_of(x)).size()), kNaN<T>);
    forward_into(x.data(), y.data(), batch_of(x), training);
    return y;
  }

  /// With y on top of x.
  std::vector<T> forward_in_place(std::vector<T> x, bool training) {
    forward_into(x.data(), x.data(), batch_of(x), training);
    return x;
  }

  /// Adds to gradients() if `learn`; returns dx, empty where it is not wanted.
  std::vector<T> backward(const std::vector<T>& x, const std::vector<T>& y, const std::vector<T>& dy,
                          bool want_dx = true, bool learn = true) {
    std::vector<T> dx(want_dx ? x.size() : 0, kNaN<T>);
    backward_into(x, y, dy.data(), want_dx ? dx.data() : nullptr, learn);
    return dx;
  }

  /// With dx on top of dy.
  std::vector<T> backward_in_place(const std::vector<T>& x, const std::vector<T>& y, std::vector<T> dy) {
    backward_into(x, y, dy.data(), dy.data(), true);
    return dy;
  }

 private:
  std::int64_t batch_of(const std::vector<T>& x) const {
    return static_cast<std::int64_t>(x.size()) / (input_.size() / input_[0]);
  }

  void forward_into(const T* x, T* y, std::int64_t batch, bool training) {
    training_ = training;
    std::fill(saved_.begin(), saved_.end(), kNaN<T>);
    const Shape in = input_.with_batch(batch), out = plan_.output.with_batch(batch);
    std::vector<T> turned = turn(x, in, true);
    std::vector<T> result(y == x ? 0 : static_cast<std::size_t>(out.size()), kNaN<T>);
    const View<T> to{y == x ? turned.data() : result.data(), out};
    call([&](Pass<T>& pass) { layer_.forward(pass, {turned.data(), in}, to); });
    std::ranges::copy(turn(to.data, out, false), y);
  }

  void backward_into(const std::vector<T>& x, const std::vector<T>& y, const T* dy, T* dx, bool learn) {
    std::vector<View<T>> gradients;
    for (std::size_t i = 0; learn && i < gradients_.size(); ++i)
      gradients.emplace_back(gradients_[i].data(), plan_.parameters[i].shape);
    const Shape in = input_.with_batch(batch_of(x)), out = plan_.output.with_batch(batch_of(x));
    const std::vector<T> seen = turn(x.data(), in, true), given = turn(y.data(), out, true);
    std::vector<T> up = turn(dy, out, true), down(dx ? static_cast<std::size_t>(in.size()) : 0, kNaN<T>);
    View<T> to;
    if (dx) to = {dx == dy ? up.data() : down.data(), in};
    call([&](Pass<T>& pass) {
      layer_.backward(pass, {seen.data(), in}, {given.data(), out}, {up.data(), out}, to, gradients);
    });
    if (dx) std::ranges::copy(turn(to.data, in, false), dx);
  }

  /// A copy of numbers that lie batch first, in the order that the layer wants; or back.
  std::vector<T> turn(const T* numbers, const Shape& shape, bool forth) const {
    std::vector<T> turned(numbers, numbers + shape.size());
    if (plan_.order != Order::batch_last) return turned;
    const std::int64_t n = shape[0], size = shape.size() / n;
    transpose(numbers, forth ? size : n, forth ? n : size, forth ? size : n, turned.data(), forth ? n : size);
    return turned;
  }

  template <class Call>
  void call(Call call) {
    std::fill(scratch_.begin(), scratch_.end(), kNaN<T>);
    std::vector<ConstView<T>> parameters;
    std::vector<View<T>> buffers;
    for (std::size_t i = 0; i < parameters_.size(); ++i)
      parameters.emplace_back(parameters_[i].data(), plan_.parameters[i].shape);
    for (std::size_t i = 0; i < buffers_.size(); ++i) buffers.emplace_back(buffers_[i].data(), plan_.buffers[i].shape);
    Pass<T> pass{training_, parameters, buffers, saved_, scratch_, Random(42)};
    const std::size_t before = allocations();
    call(pass);
    allocated_ += allocations() - before;
  }

  Layer<T>& layer_;
  Shape input_;
  Plan plan_;
  std::vector<T> saved_, scratch_;
  std::vector<std::vector<T>> parameters_, gradients_, buffers_;
  bool training_ = false;
  std::size_t allocated_ = 0;
};

}  // namespace assay::contract
