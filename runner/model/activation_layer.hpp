#pragma once
/// An activation in its place between layers: applied to every element, with those of its parameters that the
/// experiment calls `trainable` learned like weights.

#include <array>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <assay/activation.hpp>
#include <assay/layer.hpp>

namespace assay::model {

template <class T>
class ActivationLayer final : public Layer<T> {
 public:
  static constexpr std::size_t kMostParameters = 8;

  /// `names` are those of the activation's parameters, in declared order.
  ActivationLayer(std::unique_ptr<Activation<T>> activation, std::vector<std::string> names)
      : activation_(std::move(activation)), names_(std::move(names)) {
    if (names_.size() > kMostParameters) throw Error("an activation has at most 8 parameters");
    const auto fixed = activation_->parameters();
    std::copy(fixed.begin(), fixed.end(), values_.begin());
  }

  Plan plan(const Shape& input) override {
    Plan plan{.output = input};
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (activation_->trainable()[i])
        plan.parameters.push_back({names_[i], {1}, Initial::constant(static_cast<double>(values_[i]))});
    plan.reads_output = activation_->slope_from() == SlopeFrom::output;
    plan.reads_input = !plan.reads_output || !plan.parameters.empty();
    plan.in_place = true;
    plan.order = Order::either;
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(Pass<T>& pass, ConstView<T> x, View<T> y) override {
    activation_->forward(parameters(pass), x.flat(), y.flat());
  }

  void backward(Pass<T>& pass, ConstView<T> x, ConstView<T> y, ConstView<T> dy, View<T> dx,
                std::span<const View<T>> dparameters) override {
    const auto parameters = this->parameters(pass);
    if (!dparameters.empty()) add_gradients(parameters, x, dy, dparameters);  // before dx overwrites dy
    if (dx) activation_->backward(parameters, x.flat(), y.flat(), dy.flat(), dx.flat());
  }

 private:
  /// The parameters' values now: learned ones from the network's weights, the others as given.
  std::span<const T> parameters(const Pass<T>& pass) {
    std::size_t learned = 0;
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (activation_->trainable()[i]) values_[i] = pass.parameters[learned++][0];
    return {values_.data(), names_.size()};
  }

  void add_gradients(std::span<const T> parameters, ConstView<T> x, ConstView<T> dy,
                     std::span<const View<T>> dparameters) {
    std::array<T, kMostParameters> sums{};
    activation_->backward_parameters(parameters, x.flat(), dy.flat(), {sums.data(), names_.size()});
    std::size_t learned = 0;
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (activation_->trainable()[i]) dparameters[learned++][0] += sums[i];
  }

  std::unique_ptr<Activation<T>> activation_;
  std::vector<std::string> names_;
  std::array<T, kMostParameters> values_{};
};

}  // namespace assay::model
