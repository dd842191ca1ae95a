#pragma once
/// The geometry of a convolution, shared by its two ways of computing: im2col_convolution.hpp (batch first, one image
/// at a time; any number type and batch) and direct_convolution.hpp (batch last, the lanes of a vector are images).

#include <array>
#include <cstdint>

#include <assay/layer.hpp>

#include "window.hpp"

namespace assay {

struct Convolution {
  std::int64_t filters = 1, channels = 1, groups = 1;
  std::array<WindowAxis, 2> axes{};

  std::int64_t group_filters() const { return filters / groups; }
  std::int64_t group_channels() const { return channels / groups; }
  std::int64_t taps() const { return axes[0].kernel * axes[1].kernel; }
  /// Inputs of one output: weights of one filter.
  std::int64_t patch() const { return group_channels() * taps(); }
  std::int64_t pixels() const { return axes[0].output * axes[1].output; }
  std::int64_t input_pixels() const { return axes[0].input * axes[1].input; }
};

}  // namespace assay
