#pragma once
/// A layer alone, with memory of its own: calls forward and backward the way the runner does. Memory whose contents
/// must not matter holds NaN, so that a layer that reads it shows.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <assay/layer.hpp>
#include <assay/transpose.hpp>

#include "check/buffer.hpp"
#include "check/hot_call.hpp"
#include "check/trial.hpp"

namespace assay::check {

template <class T>
inline constexpr T kNaN = std::numeric_limits<T>::quiet_NaN();

template <class T>
class LayerHarness {
 public:
  /// Throws Error where the layer does not take inputs of this shape. With `fenced` no call can leave its arrays
  /// unseen.
  LayerHarness(const Trial& trial, Layer<T>& layer, const Shape& input, bool fenced = false)
      : layer_(layer),
        input_(input),
        plan_(layer.plan(input)),
        fenced_(fenced),
        saved_(plan_.saved, kNaN<T>, fenced),
        scratch_(plan_.scratch, kNaN<T>, fenced) {
    for (std::size_t i = 0; i < plan_.parameters.size(); ++i) {
      parameters_.push_back(trial.numbers<T>(plan_.parameters[i].shape.size(), "parameter " + std::to_string(i)));
      for (auto& weight : parameters_.back()) weight *= T(0.2);  // a recurrence with unbounded gates stays small
      gradients_.emplace_back(parameters_.back().size());
    }
    reset_buffers();
  }

  const Plan& plan() const { return plan_; }
  std::vector<std::vector<T>>& parameters() { return parameters_; }
  std::vector<std::vector<T>>& gradients() { return gradients_; }
  std::vector<std::vector<T>>& buffers() { return buffers_; }
  /// What forward and backward together did outside of their numbers so far.
  const HotCalls& calls() const { return calls_; }
  bool front_touched() const { return front_touched_; }

  void clear_gradients() {
    for (auto& gradient : gradients_) std::fill(gradient.begin(), gradient.end(), T(0));
  }
  void reset_buffers() {
    buffers_.clear();
    for (const auto& buffer : plan_.buffers)
      buffers_.emplace_back(static_cast<std::size_t>(buffer.shape.size()), static_cast<T>(buffer.value));
  }

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
  using Numbers = Buffer<T>;

  std::int64_t batch_of(const std::vector<T>& x) const {
    return static_cast<std::int64_t>(x.size()) / (input_.size() / input_[0]);
  }

  void forward_into(const T* x, T* y, std::int64_t batch, bool training) {
    training_ = training;
    std::ranges::fill(saved_.all(), kNaN<T>);
    const Shape in = input_.with_batch(batch), out = plan_.output.with_batch(batch);
    Numbers turned(turn(x, in, true), fenced_);
    Numbers result(y == x ? 0 : static_cast<std::size_t>(out.size()), kNaN<T>, fenced_);
    const View<T> to{y == x ? turned.data() : result.data(), out};
    call({}, [&](Pass<T>& pass, std::span<const View<T>>) { layer_.forward(pass, {turned.data(), in}, to); });
    front_touched_ = front_touched_ || turned.front_touched() || result.front_touched();
    std::ranges::copy(turn(to.data, out, false), y);
  }

  void backward_into(const std::vector<T>& x, const std::vector<T>& y, const T* dy, T* dx, bool learn) {
    const Shape in = input_.with_batch(batch_of(x)), out = plan_.output.with_batch(batch_of(x));
    Numbers seen(turn(x.data(), in, true), fenced_), given(turn(y.data(), out, true), fenced_);
    Numbers up(turn(dy, out, true), fenced_);
    Numbers down(dx ? static_cast<std::size_t>(in.size()) : 0, kNaN<T>, fenced_);
    View<T> to;
    if (dx) to = {dx == dy ? up.data() : down.data(), in};
    std::span<std::vector<T>> learned;
    if (learn) learned = gradients_;
    call(learned, [&](Pass<T>& pass, std::span<const View<T>> gradients) {
      layer_.backward(pass, {seen.data(), in}, {given.data(), out}, {up.data(), out}, to, gradients);
    });
    front_touched_ = front_touched_ || up.front_touched() || down.front_touched();
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

  /// Numbers handed to a call: the vectors themselves, or fenced copies that are copied back.
  class Handed {
   public:
    Handed(std::span<std::vector<T>> numbers, bool fenced) : numbers_(numbers) {
      for (auto& vector : numbers)
        if (fenced) copies_.push_back(std::make_unique<Numbers>(vector, true));
    }
    T* data(std::size_t i) const { return copies_.empty() ? numbers_[i].data() : copies_[i]->data(); }
    bool take_back() {
      bool touched = false;
      for (std::size_t i = 0; i < copies_.size(); ++i) {
        numbers_[i] = copies_[i]->copy();
        touched = touched || copies_[i]->front_touched();
      }
      return touched;
    }

   private:
    std::span<std::vector<T>> numbers_;
    std::vector<std::unique_ptr<Numbers>> copies_;
  };

  template <class Call>
  void call(std::span<std::vector<T>> learned, Call call) {
    std::ranges::fill(scratch_.all(), kNaN<T>);
    Handed parameters(parameters_, fenced_), gradients(learned, fenced_), buffers(buffers_, fenced_);
    std::vector<ConstView<T>> parameter_views;
    std::vector<View<T>> gradient_views, buffer_views;
    for (std::size_t i = 0; i < parameters_.size(); ++i)
      parameter_views.emplace_back(parameters.data(i), plan_.parameters[i].shape);
    for (std::size_t i = 0; i < learned.size(); ++i)
      gradient_views.emplace_back(gradients.data(i), plan_.parameters[i].shape);
    for (std::size_t i = 0; i < buffers_.size(); ++i)
      buffer_views.emplace_back(buffers.data(i), plan_.buffers[i].shape);
    Pass<T> pass{training_, parameter_views, buffer_views, saved_.all(), scratch_.all(), Random(42)};
    calls_.watch([&] { call(pass, gradient_views); });
    const bool touched[] = {parameters.take_back(), gradients.take_back(), buffers.take_back(), saved_.front_touched(),
                            scratch_.front_touched()};
    for (const bool one : touched) front_touched_ = front_touched_ || one;
  }

  Layer<T>& layer_;
  Shape input_;
  Plan plan_;
  bool fenced_;
  Numbers saved_, scratch_;
  std::vector<std::vector<T>> parameters_, gradients_, buffers_;
  bool training_ = false, front_touched_ = false;
  HotCalls calls_;
};

}  // namespace assay::check
