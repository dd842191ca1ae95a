#pragma once
/// The formula that leaky_relu and prelu share.

#include <cmath>

#include <assay/activation.hpp>

namespace assay {

struct LeakyRelu {
  template <class T>
  T operator()(T x, T slope) const {
    return x > T(0) ? x : slope * x;
  }
  static double gain(double slope) { return std::sqrt(2.0 / (1.0 + slope * slope)); }
};

}  // namespace assay
