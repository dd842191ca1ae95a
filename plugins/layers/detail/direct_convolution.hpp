#pragma once
/// Convolution of a batch that lies batch last, [C,H,W,N]: the lanes of a vector are images, so that every kernel,
/// stride and number of channels fills them, padding is skipped instead of multiplied by 0, and nothing is copied into
/// columns. An output pixel is a small matrix product, filters by images, over the inputs under the window. For floats,
/// processors with FMA, and batches of kFewImages and more; im2col_convolution.hpp serves everything else.

#include <algorithm>
#include <vector>

#include "batch_last.hpp"
#include "convolution.hpp"
#include "direct_kernel.hpp"

namespace assay {

#ifdef ASSAY_LANES

class DirectConvolution {
 public:
  explicit DirectConvolution(const Convolution& shape) : shape_(shape) {
    stretches_.resize(static_cast<std::size_t>(std::max(shape.taps(), shape.group_channels() * shape.axes[0].kernel)));
    columns_.resize(static_cast<std::size_t>(shape.group_channels() * shape.axes[1].kernel));
    places_.resize(columns_.size());
  }

  /// For the weights in the order in which they are read.
  std::size_t scratch() const { return static_cast<std::size_t>(shape_.group_filters() * shape_.patch()); }

  /// x [C,H,W,n], y [filters,H',W',n]. `bias` may be null.
  void forward(float* scratch, const float* x, const float* weight, const float* bias, float* y, std::int64_t n) {
    const bool along_rows = shape_.group_channels() < kFewChannels;
    const std::int64_t filters = shape_.group_filters(), channels = shape_.group_channels();
    for (std::int64_t g = 0; g < shape_.groups; ++g) {
      arrange(weight + g * filters * shape_.patch(), filters, scratch, [&](std::int64_t f, std::int64_t k) {
        if (along_rows) return f * shape_.patch() + k;
        return (f * channels + k % channels) * shape_.taps() + k / channels;
      });
      const float* const images = x + g * channels * shape_.input_pixels() * n;
      for (std::int64_t oh = 0; oh < vertical().output; ++oh)
        for (std::int64_t ow = 0; ow < horizontal().output; ++ow) {
          along_rows ? list_rows_under(oh, ow, n) : list_taps_under(oh, ow, n);
          float* const pixel = y + (g * filters * shape_.pixels() + oh * horizontal().output + ow) * n;
          sum(along_rows ? horizontal().dilation * n : shape_.input_pixels() * n, scratch, filters, images,
              bias ? bias + g * filters : nullptr, pixel, shape_.pixels() * n, n);
        }
    }
  }

  /// dx from dy.
  void pass_down(float* scratch, const float* weight, const float* dy, float* dx, std::int64_t n) {
    const std::int64_t filters = shape_.group_filters(), channels = shape_.group_channels();
    for (std::int64_t g = 0; g < shape_.groups; ++g) {
      arrange(weight + g * filters * shape_.patch(), channels, scratch, [&](std::int64_t c, std::int64_t k) {
        return (k % filters * channels + c) * shape_.taps() + k / filters;
      });
      for (std::int64_t h = 0; h < vertical().input; ++h)
        for (std::int64_t w = 0; w < horizontal().input; ++w) {
          list_taps_over(h, w, n);
          float* const pixel = dx + (g * channels * shape_.input_pixels() + h * horizontal().input + w) * n;
          sum(shape_.pixels() * n, scratch, channels, dy + g * filters * shape_.pixels() * n, nullptr, pixel,
              shape_.input_pixels() * n, n);
        }
    }
  }

  /// Adds to the gradients; `dbias` may be null.
  void learn(const float* x, const float* dy, float* dweight, float* dbias, std::int64_t n) {
    const std::int64_t row_bytes =
        4 * n * (shape_.filters * horizontal().output + shape_.channels * horizontal().input);
    const std::int64_t rows = std::max<std::int64_t>(1, kBlockBytes / row_bytes);
    for (std::int64_t low = 0; low < vertical().output; low += rows)
      for (std::int64_t g = 0; g < shape_.groups; ++g)
        for (std::int64_t kh = 0; kh < vertical().kernel; ++kh) {
          const Interval reached = vertical().outputs_at(kh);
          const Interval block{std::max(reached.first, low), std::min(reached.last, low + rows)};
          if (block.first < block.last) learn_rows(x, dy, dweight, g, kh, block, n);
        }
    const std::int64_t size = shape_.pixels() * n;
    for (std::int64_t f = 0; dbias && f < shape_.filters; ++f) dbias[f] += total(dy + f * size, size);
  }

 private:
  using Lanes = detail::Lanes;
  static constexpr std::int64_t kPanel = Lanes::kCount * Lanes::kTileVectors;
  static constexpr std::int64_t kFewChannels = 4;  ///< below, a stretch is a row of taps instead of a tap's channels
  static constexpr std::int64_t kBlockBytes = std::int64_t{3} << 18;  ///< rows of pixels to work on: what L2 holds

  const WindowAxis& vertical() const { return shape_.axes[0]; }
  const WindowAxis& horizontal() const { return shape_.axes[1]; }

  /// Calls body(first row, rows) for tiles of at most `most` rows, as even as that allows: one of a single row would
  /// wait for its own sums.
  template <class Body>
  static void for_tiles(std::int64_t rows, std::int64_t most, Body body) {
    std::int64_t left = (rows + most - 1) / most;
    for (std::int64_t row = 0; row < rows; --left) {
      const std::int64_t height = (rows - row + left - 1) / left;
      body(row, height);
      row += height;
    }
  }

  /// A group's weights in tiles of `rows` outputs, each [depth, rows of the tile]; place(row, k) is where one lies.
  template <class Place>
  void arrange(const float* weight, std::int64_t rows, float* to, Place place) const {
    const std::int64_t depth = shape_.group_filters() * shape_.patch() / rows;
    for_tiles(rows, detail::kDirectRows, [&](std::int64_t first, std::int64_t height) {
      for (std::int64_t k = 0; k < depth; ++k)
        for (std::int64_t i = 0; i < height; ++i) *to++ = weight[place(first + i, k)];
    });
  }

  /// One output pixel for all rows and images, from the stretches listed.
  void sum(std::int64_t step, const float* weights, std::int64_t rows, const float* images, const float* start,
           float* pixel, std::int64_t row_distance, std::int64_t n) const {
    const std::int64_t depth = shape_.group_filters() * shape_.patch() / rows;
    for (std::int64_t lane = 0; lane < n; lane += kPanel) {
      const std::int64_t count = std::min(kPanel, n - lane), vectors = (count + Lanes::kCount - 1) / Lanes::kCount;
      const std::int64_t last = count - (vectors - 1) * Lanes::kCount;
      for_tiles(rows, detail::kDirectRows, [&](std::int64_t r, std::int64_t height) {
        detail::kSumStretches[static_cast<std::size_t>(height - 1)][static_cast<std::size_t>(vectors - 1)](
            stretches_.data(), number_, step, weights + r * depth, images + lane, start ? start + r : nullptr,
            pixel + r * row_distance + lane, row_distance, last);
      });
    }
  }

  /// The rows of taps of every channel under the window at (oh, ow).
  void list_rows_under(std::int64_t oh, std::int64_t ow, std::int64_t n) {
    const Interval taps = horizontal().taps_inside(ow);
    number_ = 0;
    for (std::int64_t c = 0; c < shape_.group_channels(); ++c)
      for (std::int64_t kh = 0; kh < vertical().kernel; ++kh) {
        const std::int64_t h = vertical().at(oh, kh);
        if (h < 0 || h >= vertical().input || taps.first >= taps.last) continue;
        const std::int64_t depth = (c * vertical().kernel + kh) * horizontal().kernel + taps.first;
        const std::int64_t place = (c * vertical().input + h) * horizontal().input + horizontal().at(ow, taps.first);
        stretches_[number_++] = {depth, place * n, taps.last - taps.first};
      }
  }

  /// All channels under each tap of the window at (oh, ow).
  void list_taps_under(std::int64_t oh, std::int64_t ow, std::int64_t n) {
    number_ = 0;
    for (std::int64_t kh = 0; kh < vertical().kernel; ++kh)
      for (std::int64_t kw = 0; kw < horizontal().kernel; ++kw) {
        const std::int64_t h = vertical().at(oh, kh), w = horizontal().at(ow, kw);
        if (h < 0 || h >= vertical().input || w < 0 || w >= horizontal().input) continue;
        const std::int64_t depth = (kh * horizontal().kernel + kw) * shape_.group_channels();
        stretches_[number_++] = {depth, (h * horizontal().input + w) * n, shape_.group_channels()};
      }
  }

  /// All filters of each output that input (h, w) went into.
  void list_taps_over(std::int64_t h, std::int64_t w, std::int64_t n) {
    number_ = 0;
    for (std::int64_t kh = 0; kh < vertical().kernel; ++kh)
      for (std::int64_t kw = 0; kw < horizontal().kernel; ++kw) {
        const std::int64_t oh = vertical().output_from(h, kh), ow = horizontal().output_from(w, kw);
        if (oh < 0 || ow < 0) continue;
        const std::int64_t depth = (kh * horizontal().kernel + kw) * shape_.group_filters();
        stretches_[number_++] = {depth, (oh * horizontal().output + ow) * n, shape_.group_filters()};
      }
  }

  /// Weight gradients of the taps of one row of the kernel, from some rows of pixels.
  void learn_rows(const float* x, const float* dy, float* dweight, std::int64_t g, std::int64_t kh, Interval rows,
                  std::int64_t n) {
    const std::int64_t channels = shape_.group_channels();
    for (std::int64_t kw = 0; kw < horizontal().kernel;) {
      const Interval reached = horizontal().outputs_at(kw);
      std::size_t number = 0;
      std::int64_t next = kw;
      for (; next < horizontal().kernel && horizontal().outputs_at(next) == reached; ++next)
        for (std::int64_t c = 0; c < channels; ++c) {
          const std::int64_t h = vertical().at(rows.first, kh), w = horizontal().at(reached.first, next);
          columns_[number] = ((c * vertical().input + h) * horizontal().input + w) * n;
          places_[number++] = c * shape_.taps() + kh * horizontal().kernel + next;
        }
      kw = next;
      if (reached.first >= reached.last) continue;
      const float* const images = x + g * channels * shape_.input_pixels() * n;
      const float* const gradient =
          dy + (g * shape_.group_filters() * shape_.pixels() + rows.first * horizontal().output + reached.first) * n;
      add_dots(images, gradient, dweight + g * shape_.group_filters() * shape_.patch(), number, rows, reached, n);
    }
  }

  /// A run is a row of pixels where the windows lie side by side, and one pixel where they do not.
  void add_dots(const float* images, const float* gradient, float* dweight, std::size_t number, Interval rows,
                Interval reached, std::int64_t n) const {
    const std::int64_t stride = horizontal().stride, width = reached.last - reached.first;
    detail::Dots dots{};
    dots.a_row = shape_.pixels() * n;
    dots.ldc = shape_.patch();
    dots.runs = stride == 1 ? rows.last - rows.first : width;
    dots.length = stride == 1 ? width * n : n;
    dots.a_run = stride == 1 ? horizontal().output * n : n;
    dots.b_run = stride == 1 ? vertical().stride * horizontal().input * n : stride * n;
    for (std::int64_t row = rows.first; row < rows.last; ++row) {
      const std::int64_t down = row - rows.first;
      dots.b = images + down * vertical().stride * horizontal().input * n;
      for_tiles(shape_.group_filters(), detail::kDotRows, [&](std::int64_t f, std::int64_t height) {
        dots.a = gradient + f * dots.a_row + down * horizontal().output * n;
        dots.c = dweight + f * dots.ldc;
        for_tiles(static_cast<std::int64_t>(number), detail::kDotColumns,
                  [&](std::int64_t column, std::int64_t columns) {
                    dots.columns = columns_.data() + column;
                    dots.places = places_.data() + column;
                    detail::kAddDots[static_cast<std::size_t>(height - 1)][static_cast<std::size_t>(columns - 1)](dots);
                  });
      });
      if (stride == 1) break;  // its runs are all rows
    }
  }

  static float total(const float* numbers, std::int64_t count) {
    Lanes::Vector sum = Lanes::zero();
    std::int64_t i = 0;
    for (; i + Lanes::kCount <= count; i += Lanes::kCount) sum = sum + Lanes::load(numbers + i);
    return Lanes::total(sum + Lanes::load(numbers + i, Lanes::first(count - i)));
  }

  Convolution shape_;
  std::vector<detail::Stretch> stretches_;  ///< of the pixel at hand, `number_` of them
  std::size_t number_ = 0;
  std::vector<std::int64_t> columns_, places_;
};

#endif

}  // namespace assay
