#pragma once
/// How well points cover a mixture of Gaussians whose modes are known (the ring of 8 Gaussians and its like).
///
/// A point belongs to its nearest mode and is of high quality within 3 standard deviations of it (Lin, Khetan, Fanti &
/// Oh 2018, "PacGAN"). In two dimensions a perfect sampler reaches 1 - e^-4.5 = 0.9889, not 1.

#include <cstdint>
#include <span>

#include <assay/tensor.hpp>

namespace assay::train {

struct Coverage {
  double modes = 0;         ///< modes with at least a tenth of a fair share of the points, all of high quality
  double modes_any = 0;     ///< modes with at least one point of high quality, as older papers count
  double high_quality = 0;  ///< share of the points
};

/// `points` [N,D], `centres` K x D numbers.
template <class T>
Coverage coverage(ConstView<T> points, std::span<const double> centres, double deviation);

}  // namespace assay::train
