// conv_transpose2d: the transpose of a convolution, which makes images larger: every input pixel lays a weighted kernel
// onto the output, [N,C,H,W] -> [N,filters,H',W'] with H' = (H-1) stride - 2 pad + dilation (kernel-1) + extra + 1.
// Zeiler, Krishnan, Taylor & Fergus 2010, "Deconvolutional networks". As PyTorch's ConvTranspose2d: weight
// [C,filters/groups,kh,kw] and bias [filters] start uniform(1/sqrt(filters/groups kh kw)); `extra` is its
// output_padding.
//
// Forward is what passes a convolution's gradient down, and the other way round.
#include <cmath>
#include <optional>

#include "detail/im2col_convolution.hpp"

template <class T>
class ConvTranspose2d final : public assay::Layer<T> {
 public:
  explicit ConvTranspose2d(const assay::Arguments<T>& a) : filters_(a.integer("filters")), bias_(a.boolean("bias")) {
    shape_.groups = a.integer("groups");
    for (std::size_t i = 0; i < 2; ++i) {
      auto& axis = shape_.axes[i];
      axis.kernel = assay::axis_value(a.integers("kernel"), i, "kernel");
      axis.stride = assay::axis_value(a.integers("stride"), i, "stride");
      axis.dilation = assay::axis_value(a.integers("dilation"), i, "dilation");
      axis.pad = assay::axis_value(a.integers("pad"), i, "pad");
      extra_[i] = assay::axis_value(a.integers("extra"), i, "extra");
      if (extra_[i] >= std::max(axis.stride, axis.dilation))
        throw assay::Error("extra " + std::to_string(extra_[i]) + " must be smaller than stride or dilation");
    }
  }

  assay::Plan plan(const assay::Shape& input) override {
    assay::expect_image(input);
    if (input[1] % shape_.groups != 0 || filters_ % shape_.groups != 0)
      throw assay::Error("groups " + std::to_string(shape_.groups) + " must divide both the " +
                         std::to_string(input[1]) + " input channels and the " + std::to_string(filters_) + " filters");
    shape_.filters = input[1];  // of the convolution that this is the transpose of
    shape_.channels = filters_;
    for (int i = 0; i < 2; ++i) grow(shape_.axes[static_cast<std::size_t>(i)], input[2 + i], i);
    const auto& [vertical, horizontal] = shape_.axes;
    assay::Plan plan{.output = {input[0], filters_, vertical.input, horizontal.input}};
    const auto initial = assay::Initial::uniform(1 / std::sqrt(static_cast<double>(shape_.patch())));
    plan.parameters.push_back(
        {"weight", {input[1], shape_.group_channels(), vertical.kernel, horizontal.kernel}, initial});
    if (bias_) plan.parameters.push_back({"bias", {filters_}, initial});
    plan.scratch = convolution_.emplace(shape_).scratch();
    plan.operations = 2.0 * static_cast<double>(shape_.filters * shape_.patch() * shape_.pixels());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    convolution_->pass_down(pass.scratch, pass.parameters[0].data, x.data, y.data, x.batch());
    if (!bias_) return;
    for_planes(y, [&](std::int64_t filter, std::int64_t start, std::int64_t pixels) {
      for (std::int64_t p = start; p < start + pixels; ++p) y[p] += pass.parameters[1][filter];
    });
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    if (!dparameters.empty()) {
      convolution_->learn(pass.scratch, dy.data, x.data, dparameters[0].data, nullptr, dy.batch());
      if (bias_)
        for_planes(dy, [&](std::int64_t filter, std::int64_t start, std::int64_t pixels) {
          T sum = 0;
          for (std::int64_t p = start; p < start + pixels; ++p) sum += dy[p];
          dparameters[1][filter] += sum;
        });
    }
    if (dx) convolution_->forward(pass.scratch, dy.data, pass.parameters[0].data, nullptr, dx.data, dy.batch());
  }

 private:
  void grow(assay::WindowAxis& axis, std::int64_t extent, int i) const {
    const std::int64_t larger =
        (extent - 1) * axis.stride - 2 * axis.pad + axis.reach() + extra_[static_cast<std::size_t>(i)];
    if (larger < 1)
      throw assay::Error("pad " + std::to_string(axis.pad) + " leaves nothing of an axis of " + std::to_string(extent));
    axis.input = larger;
    axis.output = extent;
  }

  template <class Images, class Body>
  void for_planes(const Images& images, Body body) const {
    const std::int64_t pixels = images.shape[2] * images.shape[3];
    for (std::int64_t plane = 0; plane < images.batch() * filters_; ++plane)
      body(plane % filters_, plane * pixels, pixels);
  }

  std::int64_t filters_;
  std::array<std::int64_t, 2> extra_{};
  bool bias_;
  assay::Convolution shape_;
  std::optional<assay::Im2colConvolution<T>> convolution_;
};
ASSAY_LAYER(ConvTranspose2d, "conv_transpose2d", "the transpose of a convolution: [N,C,H,W] -> [N,filters,H',W']",
            assay::integer("filters", assay::required, "output channels", assay::at_least(1)),
            assay::integers("kernel", assay::required, "size, or [height, width]", assay::at_least(1)),
            assay::integers("stride", "1", "distance of the kernels on the output", assay::at_least(1)),
            assay::integers("pad", "0", "rows and columns cut off on each side", assay::at_least(0)),
            assay::integers("extra", "0", "rows and columns added at the far side", assay::at_least(0)),
            assay::integers("dilation", "1", "distance between kernel elements", assay::at_least(1)),
            assay::integer("groups", 1, "channels are cut into groups that do not mix", assay::at_least(1)),
            assay::boolean("bias", true, "add a number to each output channel"))
