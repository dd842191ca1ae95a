// dense: the weighted sum and bias of every textbook, y = x W^T + b, on the last axis: [N,F] -> [N,units],
// [N,T,F] -> [N,T,units]. weight [units,F] and bias [units] start uniform(1/sqrt(F)), as PyTorch's Linear.
#include <cmath>

#include <assay/layer.hpp>

#include "detail/projection.hpp"

template <class T>
class Dense final : public assay::Layer<T> {
 public:
  explicit Dense(const assay::Arguments<T>& a) : units_(a.integer("units")), bias_(a.boolean("bias")) {}

  assay::Plan plan(const assay::Shape& input) override {
    if (input.rank() < 2) throw assay::Error("expects [N,F] or [N,T,F] but gets " + to_string(input, true));
    features_ = input.back();
    assay::Plan plan{.output = input};
    plan.output[input.rank() - 1] = units_;
    const auto initial = assay::Initial::uniform(1 / std::sqrt(static_cast<double>(features_)));
    plan.parameters.push_back({"weight", {units_, features_}, initial});
    if (bias_) plan.parameters.push_back({"bias", {units_}, initial});
    plan.operations = 2.0 * static_cast<double>(input.from(1).size() * units_);
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    projection(pass, x).forward(x.data, pass.parameters[0].data, bias_ ? pass.parameters[1].data : nullptr, y.data);
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    if (!dparameters.empty())
      projection(pass, x).learn(x.data, dy.data, dparameters[0].data, bias_ ? dparameters[1].data : nullptr);
    if (dx) projection(pass, x).pass_down(dy.data, pass.parameters[0].data, dx.data);
  }

 private:
  assay::Projection<T> projection(const assay::Pass<T>& pass, assay::ConstView<T> x) const {
    return {pass.workers, x.size() / features_, features_, units_};
  }

  std::int64_t units_, features_ = 0;
  bool bias_;
};
ASSAY_LAYER(Dense, "dense", "y = x W^T + b on the last axis: [N,F] or [N,T,F]",
            assay::integer("units", assay::required, "outputs", assay::at_least(1)),
            assay::boolean("bias", true, "add b"))
