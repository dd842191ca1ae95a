// conv2d: every output channel is a small kernel slid over all input channels, [N,C,H,W] -> [N,filters,H',W'].
// LeCun et al. 1989, "Backpropagation applied to handwritten zip code recognition". A cross-correlation, as PyTorch's
// Conv2d: weight [filters,C/groups,kh,kw] and bias [filters] start uniform(1/sqrt(C/groups kh kw)).
//
// Two ways to compute it, chosen when the layer is planned: detail/direct_convolution.hpp for batches of floats,
// detail/im2col_convolution.hpp elsewhere.
#include <cmath>
#include <optional>

#include "detail/direct_convolution.hpp"
#include "detail/im2col_convolution.hpp"

template <class T>
class Conv2d final : public assay::Layer<T> {
 public:
  explicit Conv2d(const assay::Arguments<T>& a) : bias_(a.boolean("bias")) {
    shape_.filters = a.integer("filters");
    shape_.groups = a.integer("groups");
    const bool same = a.choice("padding") == "same";
    for (std::size_t i = 0; i < 2; ++i) {
      auto& axis = shape_.axes[i];
      axis.kernel = assay::axis_value(a.integers("kernel"), i, "kernel");
      axis.stride = assay::axis_value(a.integers("stride"), i, "stride");
      axis.dilation = assay::axis_value(a.integers("dilation"), i, "dilation");
      axis.pad = assay::axis_value(a.integers("pad"), i, "pad");
      if (same) axis.pad_to_same();
    }
  }

  void expect_workers(int workers) override { workers_ = workers; }

  assay::Plan plan(const assay::Shape& input) override {
    assay::expect_image(input);
    shape_.channels = input[1];
    if (shape_.channels % shape_.groups != 0 || shape_.filters % shape_.groups != 0)
      throw assay::Error("groups " + std::to_string(shape_.groups) + " must divide both the " +
                         std::to_string(shape_.channels) + " input channels and the " + std::to_string(shape_.filters) +
                         " filters");
    auto& [vertical, horizontal] = shape_.axes;
    vertical.slide_over(input[2]);
    horizontal.slide_over(input[3]);
    assay::Plan plan{.output = {input[0], shape_.filters, vertical.output, horizontal.output}};
    const auto initial = assay::Initial::uniform(1 / std::sqrt(static_cast<double>(shape_.patch())));
    plan.parameters.push_back(
        {"weight", {shape_.filters, shape_.group_channels(), vertical.kernel, horizontal.kernel}, initial});
    if (bias_) plan.parameters.push_back({"bias", {shape_.filters}, initial});
    plan.operations = 2.0 * static_cast<double>(shape_.filters * shape_.patch() * shape_.pixels());
    choose(plan, input[0]);
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    const T *weight = pass.parameters[0].data, *bias = bias_ ? pass.parameters[1].data : nullptr;
#ifdef ASSAY_LANES
    if constexpr (std::is_same_v<T, float>)
      if (direct_) return direct_->forward(pass.workers, pass.scratch.data(), x.data, weight, bias, y.data, x.batch());
#endif
    im2col_->forward(pass.scratch, x.data, weight, bias, y.data, x.batch());
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    T* const dweight = dparameters.empty() ? nullptr : dparameters[0].data;
    T* const dbias = dweight && bias_ ? dparameters[1].data : nullptr;
    const T* weight = pass.parameters[0].data;
#ifdef ASSAY_LANES
    if constexpr (std::is_same_v<T, float>)
      if (direct_) {
        if (dweight) direct_->learn(pass.workers, x.data, dy.data, dweight, dbias, x.batch());
        if (dx) direct_->pass_down(pass.workers, pass.scratch.data(), weight, dy.data, dx.data, x.batch());
        return;
      }
#endif
    if (dweight) im2col_->learn(pass.scratch, x.data, dy.data, dweight, dbias, x.batch());
    if (dx) im2col_->pass_down(pass.scratch, weight, dy.data, dx.data, x.batch());
  }

 private:
  void choose(assay::Plan& plan, [[maybe_unused]] std::int64_t batch) {
#ifdef ASSAY_LANES
    direct_.reset();
    if (assay::batch_last_pays<T>(batch)) {
      plan.order = assay::Order::batch_last;
      plan.scratch = direct_.emplace(shape_, workers_).scratch();
      return;
    }
#endif
    plan.scratch = im2col_.emplace(shape_).scratch();
  }

  assay::Convolution shape_;
  bool bias_;
  [[maybe_unused]] std::int64_t workers_ = 1;
  std::optional<assay::Im2colConvolution<T>> im2col_;
#ifdef ASSAY_LANES
  std::optional<assay::DirectConvolution> direct_;
#endif
};
ASSAY_LAYER(Conv2d, "conv2d", "kernels slid over images: [N,C,H,W] -> [N,filters,H',W']",
            assay::integer("filters", assay::required, "output channels", assay::at_least(1)),
            assay::integers("kernel", assay::required, "size, or [height, width]", assay::at_least(1)),
            assay::choice("padding", "valid", "valid|same", "same: the output is as large as the input"),
            assay::integers("pad", "0", "rows and columns of zeros added on each side", assay::at_least(0)),
            assay::integers("stride", "1", "step of the window", assay::at_least(1)),
            assay::integers("dilation", "1", "distance between kernel elements", assay::at_least(1)),
            assay::integer("groups", 1, "channels are cut into groups that do not mix", assay::at_least(1)),
            assay::boolean("bias", true, "add a number to each output channel"))
