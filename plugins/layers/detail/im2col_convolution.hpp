#pragma once
/// Convolution sample by sample on [N,C,H,W]: the windows are laid out as columns (im2col), then one matrix product a
/// group. Chellapilla, Puri & Simard 2006. For every number type and batch; large batches of float go to
/// direct_convolution.hpp.

#include <algorithm>
#include <cstdint>

#include <assay/blas.hpp>

#include "convolution.hpp"

namespace assay {

template <class T>
class Im2colConvolution {
 public:
  explicit Im2colConvolution(const Convolution& shape) : shape_(shape) {}

  std::size_t scratch() const { return static_cast<std::size_t>(shape_.groups * shape_.patch() * shape_.pixels()); }

  /// `bias` may be null.
  void forward(std::span<T> scratch, const T* x, const T* weight, const T* bias, T* y, std::int64_t batch) const {
    const std::int64_t pixels = shape_.pixels(), image = shape_.channels * shape_.input_pixels();
    for (std::int64_t n = 0; n < batch; ++n) {
      lay_out(x + n * image, scratch.data());
      T* out = y + n * shape_.filters * pixels;
      for (std::int64_t f = 0; f < shape_.filters; ++f) std::fill_n(out + f * pixels, pixels, bias ? bias[f] : T(0));
      for (std::int64_t g = 0; g < shape_.groups; ++g)
        gemm<T>(Transpose::no, Transpose::no, shape_.group_filters(), pixels, shape_.patch(), T(1),
                weight + weight_of(g), shape_.patch(), scratch.data() + columns_of(g), pixels, T(1), out + output_of(g),
                pixels);
    }
  }

  /// Adds to the gradients; `dbias` may be null.
  void learn(std::span<T> scratch, const T* x, const T* dy, T* dweight, T* dbias, std::int64_t batch) const {
    const std::int64_t pixels = shape_.pixels(), image = shape_.channels * shape_.input_pixels();
    for (std::int64_t n = 0; n < batch; ++n) {
      const T* gradient = dy + n * shape_.filters * pixels;
      lay_out(x + n * image, scratch.data());
      for (std::int64_t g = 0; g < shape_.groups; ++g)
        gemm<T>(Transpose::no, Transpose::yes, shape_.group_filters(), shape_.patch(), pixels, T(1),
                gradient + output_of(g), pixels, scratch.data() + columns_of(g), pixels, T(1), dweight + weight_of(g),
                shape_.patch());
      for (std::int64_t f = 0; dbias && f < shape_.filters; ++f) {
        T sum = 0;
        for (std::int64_t p = 0; p < pixels; ++p) sum += gradient[f * pixels + p];
        dbias[f] += sum;
      }
    }
  }

  void pass_down(std::span<T> scratch, const T* weight, const T* dy, T* dx, std::int64_t batch) const {
    const std::int64_t pixels = shape_.pixels(), image = shape_.channels * shape_.input_pixels();
    const std::int64_t stride = shape_.axes[1].stride;
    T* const columns = scratch.data();
    for (std::int64_t n = 0; n < batch; ++n) {
      for (std::int64_t g = 0; g < shape_.groups; ++g)
        gemm<T>(Transpose::yes, Transpose::no, shape_.patch(), pixels, shape_.group_filters(), T(1),
                weight + weight_of(g), shape_.patch(), dy + n * shape_.filters * pixels + output_of(g), pixels, T(0),
                columns + columns_of(g), pixels);
      T* const into = dx + n * image;
      std::fill_n(into, image, T(0));
      for_rows([&](std::int64_t at, std::int64_t row, Interval inside) {
        T* const to = into + at;
        const T* const from = columns + row + inside.first;
        for (std::int64_t i = 0; i < inside.last - inside.first; ++i) to[i * stride] += from[i];
      });
    }
  }

 private:
  std::int64_t weight_of(std::int64_t group) const { return group * shape_.group_filters() * shape_.patch(); }
  std::int64_t columns_of(std::int64_t group) const { return group * shape_.patch() * shape_.pixels(); }
  std::int64_t output_of(std::int64_t group) const { return group * shape_.group_filters() * shape_.pixels(); }

  /// Calls body(image offset of the first, column offset, outputs inside of the image) for every row of outputs in the
  /// column matrix [C kh kw, H' W'].
  template <class Body>
  void for_rows(Body body) const {
    const auto& [vertical, horizontal] = shape_.axes;
    std::int64_t row = 0;
    for (std::int64_t c = 0; c < shape_.channels; ++c)
      for (std::int64_t kh = 0; kh < vertical.kernel; ++kh)
        for (std::int64_t kw = 0; kw < horizontal.kernel; ++kw) {
          const Interval inside = horizontal.outputs_at(kw);
          for (std::int64_t oh = 0; oh < vertical.output; ++oh, row += horizontal.output) {
            const std::int64_t h = vertical.at(oh, kh), w = horizontal.at(inside.first, kw);
            if (vertical.inside(h) && inside.first < inside.last)
              body((c * vertical.input + h) * horizontal.input + w, row, inside);
            else
              body(std::int64_t{0}, row, Interval{});
          }
        }
  }

  void lay_out(const T* image, T* columns) const {
    const std::int64_t width = shape_.axes[1].output, stride = shape_.axes[1].stride;
    for_rows([&](std::int64_t at, std::int64_t row, Interval inside) {
      T* const to = columns + row;
      std::fill_n(to, inside.first, T(0));
      if (stride == 1)
        std::copy_n(image + at, inside.last - inside.first, to + inside.first);
      else
        for (std::int64_t o = inside.first; o < inside.last; ++o, at += stride) to[o] = image[at];
      std::fill(to + inside.last, to + width, T(0));
    });
  }

  Convolution shape_;
};

}  // namespace assay
