#pragma once
/// The source files that `assay plugins new` writes: one a kind, compiling as they are, with NAME and CLASS to be
/// replaced ("bent_identity", "BentIdentity").

#include <string_view>

namespace assay::cli {

inline constexpr std::string_view kActivationTemplate =
    R"source(// NAME: what it is, in one line, and the paper that it comes from.
#include <assay/activation.hpp>

struct CLASS {
  // The formula of one number; its further arguments are the parameters declared below, in their order. Write constants
  // as T(0.5), and assay::exp for std::exp. The slope is derived from it.
  template <class T>
  T operator()(T x, T beta) const {
    return x * assay::sigmoid(beta * x);
  }
};
ASSAY_ACTIVATION(CLASS, "NAME", "f(x) = x sigmoid(beta x)", assay::trainable("beta", 1.0, "steepness"))
)source";

inline constexpr std::string_view kLayerTemplate =
    R"source(// NAME: what it computes, in one line, and the paper that it comes from.
#include <assay/layer.hpp>

template <class T>
class CLASS final : public assay::Layer<T> {
 public:
  explicit CLASS(const assay::Arguments<T>& a) : start_(a.real("start")) {}

  // What the layer needs for inputs of this shape ([N,F], [N,T,F], [N,C,H,W]); throws assay::Error where it does not fit.
  assay::Plan plan(const assay::Shape& input) override {
    assay::Plan plan{.output = input};
    plan.parameters.push_back({"weight", {input.back()}, assay::Initial::constant(start_)});
    plan.operations = static_cast<double>(input.from(1).size());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const std::int64_t features = x.shape.back();
    for (std::int64_t i = 0; i < x.size(); ++i) y[i] = x[i] * pass.parameters[0][i % features];
  }

  // dparameters are added to, and empty where the layer is frozen; dx is overwritten, and empty where nobody wants it.
  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    const std::int64_t features = x.shape.back();
    if (!dparameters.empty())
      for (std::int64_t i = 0; i < x.size(); ++i) dparameters[0][i % features] += x[i] * dy[i];
    if (dx)
      for (std::int64_t i = 0; i < x.size(); ++i) dx[i] = dy[i] * pass.parameters[0][i % features];
  }

 private:
  double start_;
};
ASSAY_LAYER(CLASS, "NAME", "y = weight x, for each feature", assay::real("start", 1.0, "initial weight"))
)source";

inline constexpr std::string_view kLossTemplate =
    R"source(// NAME: what it measures, in one line, and the paper that it comes from.
#include <cmath>

#include <assay/loss.hpp>

template <class T>
class CLASS final : public assay::Loss<T> {
 public:
  explicit CLASS(const assay::Arguments<T>& a) : width_(static_cast<T>(a.real("width"))) {}

  void check(const assay::Shape& y, const assay::Shape& target) const override { assay::expect_same_shape(y, target); }
  assay::Decision decision() const override { return assay::Decision::none; }

  // The mean over the batch; overwrites dy with its gradient unless dy is empty.
  double evaluate(assay::ConstView<T> y, assay::ConstView<T> target, assay::View<T> dy) const override {
    const std::int64_t n = y.size();
    double sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const T scaled = (y[i] - target[i]) / width_;
      const T root = std::sqrt(T(1) + scaled * scaled);
      sum += static_cast<double>(width_ * width_ * (root - T(1)));
      if (dy) dy[i] = width_ * scaled / root / static_cast<T>(n);
    }
    return sum / static_cast<double>(n);
  }

 private:
  T width_;
};
ASSAY_LOSS(CLASS, "NAME", "mean of width^2 (sqrt(1 + ((y - target) / width)^2) - 1)",
           assay::real("width", 1.0, "errors far above it count linearly", assay::positive))
)source";

inline constexpr std::string_view kOptimizerTemplate =
    R"source(// NAME: how weights move, in one line, and the paper that it comes from.
#include <array>

#include <assay/optimizer.hpp>

template <class T>
class CLASS final : public assay::Optimizer<T> {
 public:
  explicit CLASS(const assay::Arguments<T>& a) : lr_(a.real("lr")), momentum_(static_cast<T>(a.real("momentum"))) {}

  // What it remembers of each weight between steps; the program keeps and stores it.
  std::span<const char* const> slots() const override {
    static constexpr std::array names{"momentum_buffer"};
    return names;
  }

  // All weights of a network at once. The gradient is step.gradient_scale * g, the rate step.rate_factor * lr;
  // step.count is 1, 2, ...
  void step(const assay::Step& step, std::span<T> w, std::span<const T> g, std::span<T* const> slots) const override {
    const T rate = static_cast<T>(lr_ * step.rate_factor), scale = static_cast<T>(step.gradient_scale);
    T* velocity = slots[0];
    for (std::size_t i = 0; i < w.size(); ++i) {
      velocity[i] = momentum_ * velocity[i] + scale * g[i];
      w[i] -= rate * velocity[i];
    }
  }

 private:
  double lr_;
  T momentum_;
};
ASSAY_OPTIMIZER(CLASS, "NAME", "v = momentum v + g, w -= lr v",
                assay::real("lr", 0.001, "learning rate", assay::positive),
                assay::real("momentum", 0.9, "memory of the velocity", assay::from_below(0, 1)))
)source";

}  // namespace assay::cli
