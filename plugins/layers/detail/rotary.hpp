#pragma once
/// Rotary positions: the numbers i and i + d/2 of a head of d, as a point of the plane, are turned by the angle
/// t base^(-2i/d) at step t, so that the product of a query and a key depends on how far they lie apart. Su, Lu, Pan,
/// Murtadha, Wen & Liu 2021, "RoFormer", arXiv:2104.09864, base 10000; pairs as in ONNX's RotaryEmbedding. The last
/// number of an odd d is not turned.

#include <cmath>
#include <cstdint>
#include <vector>

#include <assay/ivdep.hpp>

namespace assay {

template <class T>
class Rotary {
 public:
  void plan(std::int64_t steps, std::int64_t head) {
    half_ = head / 2;
    cosine_.clear(), sine_.clear();
    for (std::int64_t t = 0; t < steps; ++t)
      for (std::int64_t i = 0; i < half_; ++i) {
        const double angle =
            static_cast<double>(t) * std::pow(kBase, -2.0 * static_cast<double>(i) / static_cast<double>(head));
        cosine_.push_back(static_cast<T>(std::cos(angle)));
        sine_.push_back(static_cast<T>(std::sin(angle)));
      }
  }

  /// Turns a head's numbers at step t; `back` undoes it, which is also what a gradient needs.
  void turn(T* x, std::int64_t t, bool back) const {
    const T *cosine = cosine_.data() + t * half_, *sine = sine_.data() + t * half_;
    const T sign = back ? T(-1) : T(1);
    T* const y = x + half_;
    ASSAY_IVDEP
    for (std::int64_t i = 0; i < half_; ++i) {
      const T a = x[i], b = y[i], s = sign * sine[i];
      x[i] = a * cosine[i] - b * s;
      y[i] = b * cosine[i] + a * s;
    }
  }

 private:
  static constexpr double kBase = 10000;
  std::int64_t half_ = 0;
  std::vector<T> cosine_, sine_;  ///< [steps,half]
};

}  // namespace assay
