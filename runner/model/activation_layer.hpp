#pragma once
/// An activation in its place between layers: applied to every element, with those of its parameters that the
/// experiment calls `trainable` learned like weights.

#include <memory>
#include <span>
#include <utility>

#include <assay/inner_activation.hpp>
#include <assay/layer.hpp>

namespace assay::model {

template <class T>
class ActivationLayer final : public Layer<T> {
 public:
  explicit ActivationLayer(std::shared_ptr<const Activation<T>> activation) : inner_(std::move(activation)) {}

  /// The gain that the activation recommends for the weights before it.
  double gain() const { return inner_.function().gain(); }

  Plan plan(const Shape& input) override {
    Plan plan{.output = input};
    const bool images = input.rank() > 3;
    inner_.plan(plan.parameters, input[channel_axis(input)], images);
    plan.reads_output = inner_.reads_output();
    plan.reads_input = inner_.reads_input();
    plan.in_place = true;
    // Batch last, all numbers of a channel of images lie in one piece.
    plan.order = !inner_.per_channel() ? Order::either : images ? Order::batch_last : Order::batch_first;
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override {
    share_numbers(pass, x.size(), [&](std::size_t first, std::size_t count) {
      inner_.forward(pass.parameters, x.flat().subspan(first, count), y.flat().subspan(first, count));
    });
  }

  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override {
    share_numbers(pass, dy.size(), [&](std::size_t first, std::size_t count) {
      const auto some = [&](auto view) {
        const auto all = view.flat();
        return all.empty() ? all : all.subspan(first, count);
      };
      inner_.backward(pass.parameters, some(x), some(y), some(dy), some(dx), dparameters);
    });
  }

 private:
  /// Calls body(first, count) for all numbers, shared among workers unless the activation has learned parameters.
  template <class Body>
  void share_numbers(Pass<T>& pass, std::int64_t size, Body body) const {
    constexpr double kOperations = 10;  // of reading and writing a number, in the time that they take
    const bool alone = inner_.learned() > 0 || inner_.per_channel();
    share(alone ? nullptr : pass.workers, size, 64, kOperations * static_cast<double>(size),
          [&](int, std::int64_t first, std::int64_t last) {
            body(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
          });
  }

  InnerActivation<T> inner_;
};

}  // namespace assay::model
