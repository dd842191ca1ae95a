#pragma once
/// Convolution of a batch that lies batch last, [C,H,W,N]: the lanes of a vector are images, so that every kernel,
/// stride and number of channels fills them, padding is skipped instead of multiplied by 0, and nothing is copied into
/// columns. An output pixel is a small matrix product, filters by images, over the inputs under the window. For floats,
/// processors with FMA, and batches of kFewImages and more; im2col_convolution.hpp serves everything else.

#include <algorithm>
#include <vector>

#include "batch_last.hpp"
#include "convolution.hpp"
#include "window_sums.hpp"

namespace assay {

#ifdef ASSAY_LANES

class DirectConvolution {
 public:
  DirectConvolution(const Convolution& shape, std::int64_t workers)
      : shape_(shape),
        forward_(shape, WindowSums::Direction::forward, workers),
        backward_(shape, WindowSums::Direction::backward, workers) {
    columns_.resize(static_cast<std::size_t>(shape.patch() * workers));
    places_.resize(columns_.size());
  }

  std::size_t scratch() const { return std::max(forward_.scratch(), backward_.scratch()); }

  /// x [C,H,W,n], y [filters,H',W',n]. `bias` may be null.
  void forward(Workers* workers, float* scratch, const float* x, const float* weight, const float* bias, float* y,
               std::int64_t n) {
    const std::int64_t filters = shape_.group_filters(), channels = shape_.group_channels();
    for (std::int64_t g = 0; g < shape_.groups; ++g)
      forward_.compute(workers, scratch, weight + g * filters * shape_.patch(),
                       x + g * channels * shape_.input_pixels() * n, bias ? bias + g * filters : nullptr,
                       y + g * filters * shape_.pixels() * n, n);
  }

  /// dx from dy.
  void pass_down(Workers* workers, float* scratch, const float* weight, const float* dy, float* dx, std::int64_t n) {
    const std::int64_t filters = shape_.group_filters(), channels = shape_.group_channels();
    for (std::int64_t g = 0; g < shape_.groups; ++g)
      backward_.compute(workers, scratch, weight + g * filters * shape_.patch(), dy + g * filters * shape_.pixels() * n,
                        nullptr, dx + g * channels * shape_.input_pixels() * n, n);
  }

  /// Adds to the gradients; `dbias` may be null. Each worker takes some filters of every group.
  void learn(Workers* workers, const float* x, const float* dy, float* dweight, float* dbias, std::int64_t n) {
    const std::int64_t filters = shape_.group_filters(), patch = shape_.patch();
    const std::int64_t size = shape_.pixels() * n;
    const double operations = 2.0 * static_cast<double>(filters * patch * size);
    share(workers, filters, detail::kDotRows, operations, [&](int worker, std::int64_t first, std::int64_t last) {
      learn_filters(
          {x, dy, dweight, n, {first, last}, columns_.data() + worker * patch, places_.data() + worker * patch});
      for (std::int64_t f = 0; dbias && f < shape_.filters; ++f)
        if (f % filters >= first && f % filters < last) dbias[f] += total(dy + f * size, size);
    });
  }

 private:
  using Lanes = detail::Lanes;
  /// Of one filter, in a block of pixels: those of kDotRows filters stay in the first-level cache while they meet all
  /// channels. Wider vectors have more columns in registers, ask less of the caches, and add up more at the end.
  static constexpr std::int64_t kBlockNumbers = Lanes::kCount == 16 ? 4096 : 1024;

  static Interval overlap(Interval a, Interval b) { return {std::max(a.first, b.first), std::min(a.last, b.last)}; }

  const WindowAxis& vertical() const { return shape_.axes[0]; }
  const WindowAxis& horizontal() const { return shape_.axes[1]; }

  /// Taps of the kernel that meet the same outputs of a block of pixels.
  struct Block {
    Interval down, across;   ///< the taps
    Interval rows, columns;  ///< the outputs
  };

  /// Calls body(taps, outputs) for neighbouring taps that reach the same outputs of `block`, unless that is none.
  template <class Body>
  static void for_taps(const WindowAxis& axis, Interval block, Body body) {
    for (std::int64_t k = 0, next = 0; k < axis.kernel; k = next) {
      const Interval reached = overlap(axis.outputs_at(k), block);
      while (next < axis.kernel && overlap(axis.outputs_at(next), block) == reached) ++next;
      if (reached.first < reached.last) body(Interval{k, next}, reached);
    }
  }

  /// What one worker does: some filters of every group, and room for a list of taps.
  struct Learning {
    const float *x, *dy;
    float* dweight;
    std::int64_t n;
    Interval filters;
    std::int64_t *columns, *places;
  };

  void learn_filters(const Learning& learning) const {
    const std::int64_t columns = std::clamp<std::int64_t>(kBlockNumbers / learning.n, 1, horizontal().output);
    const std::int64_t rows = std::max<std::int64_t>(1, kBlockNumbers / (learning.n * columns));
    for (std::int64_t low = 0; low < vertical().output; low += rows)
      for (std::int64_t left = 0; left < horizontal().output; left += columns)
        for (std::int64_t g = 0; g < shape_.groups; ++g)
          for_taps(vertical(), {low, low + rows}, [&](Interval down, Interval block_rows) {
            for_taps(horizontal(), {left, left + columns}, [&](Interval across, Interval block_columns) {
              learn_block(learning, g, {down, across, block_rows, block_columns});
            });
          });
  }

  void learn_block(const Learning& learning, std::int64_t g, const Block& block) const {
    const std::int64_t channels = shape_.group_channels();
    std::int64_t number = 0;
    for (std::int64_t c = 0; c < channels; ++c)
      for (std::int64_t kh = block.down.first; kh < block.down.last; ++kh)
        for (std::int64_t kw = block.across.first; kw < block.across.last; ++kw) {
          const std::int64_t h = vertical().at(block.rows.first, kh), w = horizontal().at(block.columns.first, kw);
          learning.columns[number] =
              (((g * channels + c) * vertical().input + h) * horizontal().input + w) * learning.n;
          learning.places[number++] = c * shape_.taps() + kh * horizontal().kernel + kw;
        }
    add_dots(learning, g * shape_.group_filters() + learning.filters.first, number, block.rows, block.columns);
  }

  /// A run is a row of pixels where the windows lie side by side, and one pixel where they do not.
  void add_dots(const Learning& learning, std::int64_t filter, std::int64_t number, Interval rows,
                Interval reached) const {
    const std::int64_t stride = horizontal().stride, width = reached.last - reached.first, n = learning.n;
    detail::Dots dots{};
    dots.a_row = shape_.pixels() * n;
    dots.ldc = shape_.patch();
    dots.runs = stride == 1 ? rows.last - rows.first : width;
    dots.length = stride == 1 ? width * n : n;
    dots.a_run = stride == 1 ? horizontal().output * n : n;
    dots.b_run = stride == 1 ? vertical().stride * horizontal().input * n : stride * n;
    for (std::int64_t row = rows.first; row < rows.last; ++row) {
      const float* const gradient = learning.dy + (row * horizontal().output + reached.first) * n;
      dots.b = learning.x + (row - rows.first) * vertical().stride * horizontal().input * n;
      detail::for_tiles(learning.filters.last - learning.filters.first, detail::kDotRows,
                        [&](std::int64_t f, std::int64_t height) {
                          dots.a = gradient + (filter + f) * dots.a_row;
                          dots.c = learning.dweight + (filter + f) * dots.ldc;
                          add_tiles(dots, learning, number, static_cast<std::size_t>(height - 1));
                        });
      if (stride == 1) break;  // its runs are all rows
    }
  }

  static void add_tiles(detail::Dots& dots, const Learning& learning, std::int64_t number, std::size_t height) {
    detail::for_tiles(number, detail::kDotColumns, [&](std::int64_t column, std::int64_t columns) {
      dots.columns = learning.columns + column;
      dots.places = learning.places + column;
      detail::kAddDots[height][static_cast<std::size_t>(columns - 1)](dots);
    });
  }

  static float total(const float* numbers, std::int64_t count) {
    Lanes::Vector sum = Lanes::zero();
    std::int64_t i = 0;
    for (; i + Lanes::kCount <= count; i += Lanes::kCount) sum = sum + Lanes::load(numbers + i);
    return Lanes::total(sum + Lanes::load(numbers + i, Lanes::first(count - i)));
  }

  Convolution shape_;
  WindowSums forward_, backward_;
  std::vector<std::int64_t> columns_, places_;  ///< each worker's list of taps
};

#endif

}  // namespace assay
