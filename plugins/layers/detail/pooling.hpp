#pragma once
/// What max_pool2d and avg_pool2d share: the window and the walk over it.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <assay/layer.hpp>

#include "batch_last.hpp"
#include "window.hpp"

namespace assay {

class PoolingWindow {
 public:
  template <class T>
  explicit PoolingWindow(const Arguments<T>& a) {
    for (std::size_t i = 0; i < 2; ++i) {
      auto& axis = axes_[i];
      axis.kernel = axis_value(a.integers("size"), i, "size");
      axis.stride = axis_value(a.integers("stride"), i, "stride");
      axis.pad = axis_value(a.integers("pad"), i, "pad");
      if (axis.stride == 0) axis.stride = axis.kernel;
      if (2 * axis.pad > axis.kernel) throw Error("pad is at most half the window's size");
    }
  }

  void expect_workers(int workers) { workers_ = static_cast<std::size_t>(workers); }

  template <class T>
  Plan plan(const Shape& input) {
    expect_image(input);
    batch_last_ = batch_last_pays<T>(input[0]);
    under_.resize(static_cast<std::size_t>(area()) * workers_);
    axes_[0].slide_over(input[2]);
    axes_[1].slide_over(input[3]);
    Plan plan{.output = {input[0], input[1], axes_[0].output, axes_[1].output}};
    plan.order = batch_last_ ? Order::batch_last : Order::batch_first;
    plan.operations = static_cast<double>(plan.output.from(1).size() * axes_[0].kernel * axes_[1].kernel);
    return plan;
  }

  /// Whether the windows cover every input just once.
  bool tiles() const {
    return std::all_of(axes_.begin(), axes_.end(), [](const WindowAxis& axis) {
      return axis.stride == axis.kernel && axis.pad == 0 && axis.output * axis.kernel == axis.input;
    });
  }

  std::int64_t area() const { return axes_[0].kernel * axes_[1].kernel; }

  /// Images that lie in the same place of every pixel, side by side; the others lie in planes of their own.
  std::int64_t lanes(const Shape& x) const { return batch_last_ ? x[0] : 1; }

  /// Calls visit(output offset, offsets of the inputs under its window) for every output pixel; each offset stands for
  /// lanes(x) numbers from there on. Workers share the planes.
  template <class Visit>
  void walk(Workers* workers, const Shape& x, Visit visit) {
    constexpr double kOperations = 10;  // of reading and writing a number, in the time that they take
    const std::int64_t planes = x[0] * x[1] / lanes(x);
    share(workers, planes, 1, kOperations * static_cast<double>(x.size()),
          [&](int worker, std::int64_t first, std::int64_t last) {
            walk_planes(x, first, last, under_.data() + static_cast<std::size_t>(worker) * under_.size() / workers_,
                        visit);
          });
  }

 private:
  template <class Visit>
  void walk_planes(const Shape& x, std::int64_t first, std::int64_t last, std::int64_t* under, Visit& visit) const {
    const std::int64_t side = lanes(x);
    std::int64_t out = first * axes_[0].output * axes_[1].output * side;
    for (std::int64_t plane = first; plane < last; ++plane)
      for (std::int64_t oh = 0; oh < axes_[0].output; ++oh)
        for (std::int64_t ow = 0; ow < axes_[1].output; ++ow, out += side) {
          const Interval rows = axes_[0].taps_inside(oh), columns = axes_[1].taps_inside(ow);
          std::size_t count = 0;
          for (std::int64_t kh = rows.first; kh < rows.last; ++kh)
            for (std::int64_t kw = columns.first; kw < columns.last; ++kw)
              under[count++] =
                  ((plane * axes_[0].input + axes_[0].at(oh, kh)) * axes_[1].input + axes_[1].at(ow, kw)) * side;
          visit(out, std::span<const std::int64_t>(under, count));
        }
  }

  std::array<WindowAxis, 2> axes_{};
  bool batch_last_ = false;
  std::size_t workers_ = 1;
  std::vector<std::int64_t> under_;  ///< the pixels under each worker's window at hand
};

}  // namespace assay

#define ASSAY_POOLING_PARAMETERS                                                                     \
  assay::integers("size", assay::required, "of the window, or [height, width]", assay::at_least(1)), \
      assay::integers("stride", "0", "step of the window; 0: its size", assay::at_least(0)),         \
      assay::integers("pad", "0", "rows and columns added on each side", assay::at_least(0))
