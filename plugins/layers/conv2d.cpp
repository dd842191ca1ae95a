// conv2d: every output channel is a small kernel slid over all input channels, [N,C,H,W] -> [N,filters,H',W'].
// LeCun et al. 1989, "Backpropagation applied to handwritten zip code recognition". A cross-correlation, as PyTorch's
// Conv2d: weight [filters,C/groups,kh,kw] and bias [filters] start uniform(1/sqrt(C/groups kh kw)).
//
// Computed sample by sample: the windows are laid out as columns (im2col), then one matrix product a group.
#include <algorithm>
#include <array>
#include <cmath>

#include <assay/blas.hpp>
#include <assay/layer.hpp>

#include "detail/window.hpp"

template <class T>
class Conv2d final : public assay::Layer<T> {
 public:
  explicit Conv2d(const assay::Arguments<T>& a)
      : filters_(a.integer("filters")), groups_(a.integer("groups")), bias_(a.boolean("bias")) {
    const bool same = a.choice("padding") == "same";
    for (std::size_t i = 0; i < 2; ++i) {
      auto& axis = axes_[i];
      axis.kernel = assay::axis_value(a.integers("kernel"), i, "kernel");
      axis.stride = assay::axis_value(a.integers("stride"), i, "stride");
      axis.dilation = assay::axis_value(a.integers("dilation"), i, "dilation");
      axis.pad = assay::axis_value(a.integers("pad"), i, "pad");
      if (!same) continue;
      if (axis.pad != 0) throw assay::Error("give either padding: same or pad, not both");
      if (axis.stride != 1) throw assay::Error("padding: same needs stride 1");
      if (axis.reach() % 2 == 0) throw assay::Error("padding: same needs a kernel of odd size");
      axis.pad = axis.reach() / 2;
    }
  }

  assay::Plan plan(const assay::Shape& input) override {
    assay::expect_image(input);
    channels_ = input[1];
    if (channels_ % groups_ != 0 || filters_ % groups_ != 0)
      throw assay::Error("groups " + std::to_string(groups_) + " must divide both the " + std::to_string(channels_) +
                         " input channels and the " + std::to_string(filters_) + " filters");
    axes_[0].slide_over(input[2]);
    axes_[1].slide_over(input[3]);
    assay::Plan plan{.output = {input[0], filters_, axes_[0].output, axes_[1].output}};
    const auto initial = assay::Initial::uniform(1 / std::sqrt(static_cast<double>(patch())));
    plan.parameters.push_back({"weight", {filters_, channels_ / groups_, axes_[0].kernel, axes_[1].kernel}, initial});
    if (bias_) plan.parameters.push_back({"bias", {filters_}, initial});
    plan.scratch = static_cast<std::size_t>(columns_size());
    plan.operations = 2.0 * static_cast<double>(filters_ * patch() * pixels());
    return plan;
  }

  void forward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::View<T> y) override {
    for (std::int64_t n = 0; n < x.batch(); ++n) {
      const T* columns = lay_out(x.data + n * x.sample_size(), pass.scratch.data());
      T* out = y.data + n * filters_ * pixels();
      for (std::int64_t f = 0; f < filters_; ++f)
        std::fill_n(out + f * pixels(), pixels(), bias_ ? pass.parameters[1][f] : T(0));
      for (std::int64_t g = 0; g < groups_; ++g)
        assay::gemm<T>(assay::Transpose::no, assay::Transpose::no, filters_ / groups_, pixels(), patch(), T(1),
                       pass.parameters[0].data + weight_of(g), patch(), columns + columns_of(g), pixels(), T(1),
                       out + output_of(g), pixels());
    }
  }

  void backward(assay::Pass<T>& pass, assay::ConstView<T> x, assay::ConstView<T>, assay::ConstView<T> dy,
                assay::View<T> dx, std::span<const assay::View<T>> dparameters) override {
    for (std::int64_t n = 0; n < x.batch(); ++n) {
      const T* gradient = dy.data + n * filters_ * pixels();
      if (!dparameters.empty())
        learn(lay_out(x.data + n * x.sample_size(), pass.scratch.data()), gradient, dparameters);
      if (dx) pass_down(pass, gradient, dx.data + n * dx.sample_size());
    }
  }

 private:
  std::int64_t patch() const { return channels_ / groups_ * axes_[0].kernel * axes_[1].kernel; }
  std::int64_t pixels() const { return axes_[0].output * axes_[1].output; }
  std::int64_t columns_size() const { return groups_ * patch() * pixels(); }
  std::int64_t weight_of(std::int64_t group) const { return group * (filters_ / groups_) * patch(); }
  std::int64_t columns_of(std::int64_t group) const { return group * patch() * pixels(); }
  std::int64_t output_of(std::int64_t group) const { return group * (filters_ / groups_) * pixels(); }

  /// Calls body(image offset or -1 in the padding, column offset) for every element of the column matrix
  /// [C kh kw, H' W'].
  template <class Body>
  void for_columns(Body body) const {
    std::int64_t column = 0;
    for (std::int64_t c = 0; c < channels_; ++c)
      for (std::int64_t kh = 0; kh < axes_[0].kernel; ++kh)
        for (std::int64_t kw = 0; kw < axes_[1].kernel; ++kw)
          for (std::int64_t oh = 0; oh < axes_[0].output; ++oh) {
            const std::int64_t h = axes_[0].at(oh, kh);
            const bool inside = h >= 0 && h < axes_[0].input;
            const std::int64_t row = (c * axes_[0].input + h) * axes_[1].input;
            for (std::int64_t ow = 0; ow < axes_[1].output; ++ow, ++column) {
              const std::int64_t w = axes_[1].at(ow, kw);
              body(inside && w >= 0 && w < axes_[1].input ? row + w : -1, column);
            }
          }
  }

  const T* lay_out(const T* image, T* columns) const {
    for_columns([&](std::int64_t from, std::int64_t to) { columns[to] = from < 0 ? T(0) : image[from]; });
    return columns;
  }

  void learn(const T* columns, const T* gradient, std::span<const assay::View<T>> dparameters) const {
    for (std::int64_t g = 0; g < groups_; ++g)
      assay::gemm<T>(assay::Transpose::no, assay::Transpose::yes, filters_ / groups_, patch(), pixels(), T(1),
                     gradient + output_of(g), pixels(), columns + columns_of(g), pixels(), T(1),
                     dparameters[0].data + weight_of(g), patch());
    if (!bias_) return;
    for (std::int64_t f = 0; f < filters_; ++f) {
      T sum = 0;
      for (std::int64_t p = 0; p < pixels(); ++p) sum += gradient[f * pixels() + p];
      dparameters[1][f] += sum;
    }
  }

  void pass_down(assay::Pass<T>& pass, const T* gradient, T* image) const {
    T* columns = pass.scratch.data();
    for (std::int64_t g = 0; g < groups_; ++g)
      assay::gemm<T>(assay::Transpose::yes, assay::Transpose::no, patch(), pixels(), filters_ / groups_, T(1),
                     pass.parameters[0].data + weight_of(g), patch(), gradient + output_of(g), pixels(), T(0),
                     columns + columns_of(g), pixels());
    std::fill_n(image, channels_ * axes_[0].input * axes_[1].input, T(0));
    for_columns([&](std::int64_t to, std::int64_t from) {
      if (to >= 0) image[to] += columns[from];
    });
  }

  std::int64_t filters_, groups_, channels_ = 0;
  bool bias_;
  std::array<assay::WindowAxis, 2> axes_{};
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
