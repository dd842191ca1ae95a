#pragma once
/// The sums under a window that slides over images whose batch lies last, [C,H,W,N]: a convolution's outputs, and in
/// the other direction the gradient of its inputs. Rows of the source are copied as the window comes to them, some
/// images at a time, to [W, C, images]: what lies under the window is then a few contiguous stretches instead of one
/// vector a page. For floats and processors with FMA.

#include <algorithm>
#include <cstring>
#include <vector>

#include <assay/workers.hpp>

#include "convolution.hpp"
#include "direct_kernel.hpp"

namespace assay {

#ifdef ASSAY_LANES

class WindowSums {
 public:
  /// Forward: outputs from inputs. Backward: input gradients from output gradients.
  enum class Direction { forward, backward };

  WindowSums(const Convolution& shape, Direction direction, std::int64_t workers)
      : shape_(shape),
        workers_(workers),
        backward_(direction == Direction::backward),
        depth_(backward_ ? shape.group_filters() : shape.group_channels()),
        rows_(backward_ ? shape.group_channels() : shape.group_filters()) {
    for (std::size_t axis = 0; axis < 2; ++axis) runs_[axis] = runs_over(shape.axes[axis], axis == 1);
    stretches_.resize(static_cast<std::size_t>(shape.taps() * workers));
  }

  /// For the weights in the order in which they are read, and each worker's copied rows.
  std::size_t scratch() const {
    return static_cast<std::size_t>(rows_ * depth_ * shape_.taps() + workers_ * shape_.axes[0].reach() * row_size());
  }

  /// One group. `start` may be null; source and result are [C,H,W,n], weight [filters,channels,kh,kw].
  void compute(Workers* workers, float* scratch, const float* weight, const float* source, const float* start,
               float* result, std::int64_t n) {
    arrange(weight, scratch);
    const double operations = 2.0 * static_cast<double>(rows_ * depth_ * shape_.taps() * result_pixels() * n);
    const std::int64_t height = result_height(), panels = (n + kPanel - 1) / kPanel;
    share(workers, panels * height, 1, operations, [&](int worker, std::int64_t first, std::int64_t last) {
      float* const copies = scratch + rows_ * depth_ * shape_.taps() + worker * shape_.axes[0].reach() * row_size();
      detail::Stretch* const stretches = stretches_.data() + worker * shape_.taps();
      for (std::int64_t row = first, next = 0; row < last; row = next) {
        const std::int64_t panel = row / height, lane = panel * kPanel;
        next = std::min(last, (panel + 1) * height);
        compute_rows({scratch, copies, stretches, start, n, std::min(kPanel, n - lane)},
                     {row - panel * height, next - panel * height}, source + lane, result + lane);
      }
    });
  }

 private:
  using Lanes = detail::Lanes;
  static constexpr std::int64_t kPanel = detail::kDirectPanel;

  /// Taps that lie on neighbouring positions of the source: `tap`, tap + 1, ... on `position`, position + 1, ...
  struct Run {
    std::int64_t tap, position, count;
  };
  using Runs = std::vector<std::vector<Run>>;  ///< for every position of the result
  const std::vector<Run>& runs_down(std::int64_t h) const { return runs_[0][static_cast<std::size_t>(h)]; }

  /// Backward, taps are counted from the end, so that positions ascend with them.
  Runs runs_over(const WindowAxis& axis, bool join) const {
    Runs all(static_cast<std::size_t>(backward_ ? axis.input : axis.output));
    for (std::size_t o = 0; o < all.size(); ++o)
      for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
        const auto at = static_cast<std::int64_t>(o);
        const std::int64_t position = backward_ ? axis.output_from(at, axis.kernel - 1 - tap) : axis.at(at, tap);
        if (position < 0 || position >= source_extent(axis)) continue;
        auto& runs = all[o];
        const bool next = join && !runs.empty() && position == runs.back().position + runs.back().count &&
                          tap == runs.back().tap + runs.back().count;
        next ? static_cast<void>(++runs.back().count) : runs.push_back({tap, position, 1});
      }
    return all;
  }

  std::int64_t source_extent(const WindowAxis& axis) const { return backward_ ? axis.output : axis.input; }
  std::int64_t result_pixels() const { return backward_ ? shape_.input_pixels() : shape_.pixels(); }
  std::int64_t result_height() const { return static_cast<std::int64_t>(runs_[0].size()); }
  std::int64_t row_size() const { return source_extent(shape_.axes[1]) * depth_ * kPanel; }
  float* slot(float* copies, std::int64_t row) const { return copies + row % shape_.axes[0].reach() * row_size(); }

  /// Some images of the batch, and where one worker keeps things.
  struct Panel {
    const float* weights;
    float* copies;
    detail::Stretch* stretches;
    const float* start;
    std::int64_t n, count;  ///< images of the batch, and of the panel
  };

  void compute_rows(const Panel& panel, Interval rows, const float* source, float* result) const {
    std::int64_t next = first_source_row(rows);  // to be copied
    for (std::int64_t h = rows.first; h < rows.last; ++h) {
      for (const Run& row : runs_down(h))
        for (; next <= row.position; ++next) copy_row(source, next, panel.count, panel.n, panel.copies);
      for (std::size_t w = 0; w < runs_[1].size(); ++w) {
        const std::int64_t pixel = h * static_cast<std::int64_t>(runs_[1].size()) + static_cast<std::int64_t>(w);
        sum(panel, list(h, w, panel.stretches), result + pixel * panel.n);
      }
    }
  }

  /// Padding cuts away first taps, and a dilated window leaves rows to its successors: it need not be the first's.
  std::int64_t first_source_row(Interval rows) const {
    std::int64_t first = source_extent(shape_.axes[0]);
    for (std::int64_t h = rows.first; h < rows.last; ++h)
      if (!runs_down(h).empty()) first = std::min(first, runs_down(h).front().position);
    return first;
  }

  void copy_row(const float* source, std::int64_t row, std::int64_t count, std::int64_t n, float* copies) const {
    const std::int64_t width = source_extent(shape_.axes[1]), pixels = source_extent(shape_.axes[0]) * width;
    float* to = slot(copies, row);
    for (std::int64_t w = 0; w < width; ++w)
      for (std::int64_t c = 0; c < depth_; ++c, to += kPanel) {
        const float* from = source + (c * pixels + row * width + w) * n;
        count == kPanel ? static_cast<void>(std::memcpy(to, from, kPanel * sizeof(float)))
                        : static_cast<void>(std::copy_n(from, count, to));
      }
  }

  /// The weights in tiles of rows of the result, each [taps, depth, rows of the tile].
  void arrange(const float* weight, float* to) const {
    const std::int64_t taps = shape_.taps(), channels = shape_.group_channels();
    detail::for_tiles(rows_, detail::kDirectRows, [&](std::int64_t first, std::int64_t height) {
      for (std::int64_t tap = 0; tap < taps; ++tap)
        for (std::int64_t d = 0; d < depth_; ++d)
          for (std::int64_t r = first; r < first + height; ++r)
            *to++ = backward_ ? weight[(d * channels + r) * taps + taps - 1 - tap]
                              : weight[(r * channels + d) * taps + tap];
    });
  }

  /// What lies under the window at a position of the result; returns the number of stretches.
  std::size_t list(std::int64_t h, std::size_t w, detail::Stretch* stretches) const {
    const std::int64_t kernel = shape_.axes[1].kernel;
    std::size_t number = 0;
    for (const Run& row : runs_down(h))
      for (const Run& run : runs_[1][w])
        stretches[number++] = {(row.tap * kernel + run.tap) * depth_,
                               row.position % shape_.axes[0].reach() * row_size() + run.position * depth_ * kPanel,
                               run.count * depth_};
    return number;
  }

  /// One pixel of the result, all its rows.
  void sum(const Panel& panel, std::size_t number, float* pixel) const {
    const std::int64_t vectors = (panel.count + Lanes::kCount - 1) / Lanes::kCount,
                       distance = result_pixels() * panel.n;
    const std::int64_t last = panel.count - (vectors - 1) * Lanes::kCount, size = depth_ * shape_.taps();
    detail::for_tiles(rows_, detail::kDirectRows, [&](std::int64_t r, std::int64_t height) {
      detail::kSumStretches[static_cast<std::size_t>(height - 1)][static_cast<std::size_t>(vectors - 1)](
          panel.stretches, number, panel.weights + r * size, panel.copies, panel.start ? panel.start + r : nullptr,
          pixel + r * distance, distance, last);
    });
  }

  Convolution shape_;
  std::int64_t workers_;
  bool backward_;
  std::int64_t depth_, rows_;  ///< channels of the source and of the result, in a group
  std::array<Runs, 2> runs_;
  std::vector<detail::Stretch> stretches_;  ///< of each worker's pixel at hand
};

#endif

}  // namespace assay
