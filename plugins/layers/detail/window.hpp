#pragma once
/// The geometry of a window that slides over an image: kernel, stride, padding, dilation. For convolution and pooling.

#include <cstdint>
#include <string>
#include <vector>

#include <assay/error.hpp>
#include <assay/tensor.hpp>

namespace assay {

/// first, first + 1, ..., last - 1; none if first >= last.
struct Interval {
  std::int64_t first = 0, last = 0;
  std::int64_t size() const { return last > first ? last - first : 0; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// One axis of the window.
struct WindowAxis {
  std::int64_t kernel = 1, stride = 1, pad = 0, dilation = 1;
  bool causal = false;  ///< all of `pad` lies before the first position
  std::int64_t input = 0, output = 0;

  std::int64_t reach() const { return dilation * (kernel - 1) + 1; }
  /// Input position of kernel element k for output position o; outside of 0 .. input-1 in the padding.
  std::int64_t at(std::int64_t o, std::int64_t k) const { return o * stride - pad + k * dilation; }

  bool inside(std::int64_t position) const { return position >= 0 && position < input; }

  /// The kernel elements that lie within the input for output position o.
  Interval taps_inside(std::int64_t o) const {
    Interval taps{0, kernel};
    while (taps.first < kernel && !inside(at(o, taps.first))) ++taps.first;
    while (taps.last > taps.first && !inside(at(o, taps.last - 1))) --taps.last;
    return taps;
  }

  /// The output positions for which kernel element k lies within the input.
  Interval outputs_at(std::int64_t k) const {
    Interval outputs{0, output};
    while (outputs.first < output && !inside(at(outputs.first, k))) ++outputs.first;
    while (outputs.last > outputs.first && !inside(at(outputs.last - 1, k))) --outputs.last;
    return outputs;
  }

  /// The output position whose kernel element k lies on input position i; -1 if there is none.
  std::int64_t output_from(std::int64_t i, std::int64_t k) const {
    const std::int64_t distance = i + pad - k * dilation;
    return distance >= 0 && distance % stride == 0 && distance / stride < output ? distance / stride : -1;
  }

  /// `padding: same`: the output is as large as the input.
  void pad_to_same() {
    if (pad != 0) throw Error("give either padding: same or pad, not both");
    if (stride != 1) throw Error("padding: same needs stride 1");
    if (reach() % 2 == 0) throw Error("padding: same needs a kernel of odd size");
    pad = reach() / 2;
  }

  /// `padding: causal`: an output sees its own position and earlier ones only.
  void pad_causally() {
    if (pad != 0) throw Error("give either padding: causal or pad, not both");
    causal = true;
    pad = reach() - 1;
  }

  void slide_over(std::int64_t extent) {
    input = extent;
    const std::int64_t padded = extent + (causal ? pad : 2 * pad);
    if (padded < reach())
      throw Error("a window of " + std::to_string(reach()) + " is larger than the padded input of " +
                  std::to_string(padded));
    output = (padded - reach()) / stride + 1;
  }
};

/// Takes one number for both axes, or one for each.
inline std::int64_t axis_value(const std::vector<std::int64_t>& values, std::size_t axis, const char* name) {
  if (values.size() == 1) return values[0];
  if (values.size() == 2) return values[axis];
  throw Error(std::string(name) + " takes one number, or two for height and width");
}

inline void expect_image(const Shape& input) {
  if (input.rank() != 4)
    throw Error("expects images [N,C,H,W] but gets " + to_string(input, true) + "; put reshape before it");
}

}  // namespace assay
