#pragma once
/// A layer alone, with memory of its own: calls forward and backward the way the runner does.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include <assay/layer.hpp>

namespace assay::contract {

template <class T>
std::vector<T> random_numbers(std::int64_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<T> numbers;
  for (std::int64_t i = 0; i < count; ++i) numbers.push_back(static_cast<T>(random.normal()));
  return numbers;
}

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
      gradients_.emplace_back(parameters_.back().size());
    }
    for (const auto& buffer : plan_.buffers)
      buffers_.emplace_back(static_cast<std::size_t>(buffer.shape.size()), static_cast<T>(buffer.value));
  }

  const Plan& plan() const { return plan_; }
  std::vector<std::vector<T>>& parameters() { return parameters_; }
  std::vector<std::vector<T>>& gradients() { return gradients_; }

  std::vector<T> forward(const std::vector<T>& x, bool training) {
    training_ = training;
    batch_ = static_cast<std::int64_t>(x.size()) / (input_.size() / input_[0]);
    std::vector<T> y(static_cast<std::size_t>(plan_.output.with_batch(batch_).size()));
    std::fill(scratch_.begin(), scratch_.end(), T(77));  // what lies in scratch must not matter
    call([&](Pass<T>& pass) {
      layer_.forward(pass, {x.data(), input_.with_batch(batch_)}, {y.data(), plan_.output.with_batch(batch_)});
    });
    return y;
  }

  /// Adds to gradients() if `learn`; returns dx, empty where it is not wanted.
  std::vector<T> backward(const std::vector<T>& x, const std::vector<T>& y, const std::vector<T>& dy,
                          bool want_dx = true, bool learn = true) {
    std::vector<T> dx(want_dx ? x.size() : 0, T(55));  // overwritten, not added to
    std::fill(scratch_.begin(), scratch_.end(), T(66));
    std::vector<View<T>> gradients;
    for (std::size_t i = 0; learn && i < gradients_.size(); ++i)
      gradients.emplace_back(gradients_[i].data(), plan_.parameters[i].shape);
    const Shape in = input_.with_batch(batch_), out = plan_.output.with_batch(batch_);
    call([&](Pass<T>& pass) {
      layer_.backward(pass, {x.data(), in}, {y.data(), out}, {dy.data(), out},
                      want_dx ? View<T>(dx.data(), in) : View<T>(), gradients);
    });
    return dx;
  }

 private:
  template <class Call>
  void call(Call call) {
    std::vector<ConstView<T>> parameters;
    std::vector<View<T>> buffers;
    for (std::size_t i = 0; i < parameters_.size(); ++i)
      parameters.emplace_back(parameters_[i].data(), plan_.parameters[i].shape);
    for (std::size_t i = 0; i < buffers_.size(); ++i) buffers.emplace_back(buffers_[i].data(), plan_.buffers[i].shape);
    Pass<T> pass{training_, parameters, buffers, saved_, scratch_, Random(42)};
    call(pass);
  }

  Layer<T>& layer_;
  Shape input_;
  Plan plan_;
  std::vector<T> saved_, scratch_;
  std::vector<std::vector<T>> parameters_, gradients_, buffers_;
  bool training_ = false;
  std::int64_t batch_ = 0;
};

}  // namespace assay::contract
