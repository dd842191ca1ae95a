#pragma once
/// How well points cover a mixture of Gaussians whose modes are known (the ring of 8 Gaussians and its like).
///
/// A point belongs to its nearest mode and is of high quality within 3 standard deviations of it (Lin, Khetan, Fanti &
/// Oh 2018, "PacGAN"). In two dimensions a perfect sampler reaches 1 - e^-4.5 = 0.9889, not 1.

#include <cstdint>
#include <span>
#include <vector>

#include <assay/tensor.hpp>

#include "spec/run_spec.hpp"
#include "train/outcome.hpp"

namespace assay::train {

struct Coverage {
  double modes = 0;         ///< modes with at least a tenth of a fair share of the points, all of high quality
  double modes_any = 0;     ///< modes with at least one point of high quality, as older papers count
  double high_quality = 0;  ///< share of the points
  /// Variance of a mode's points of high quality about its centre, per dimension, over that of the mixture; the mean
  /// over the modes that have any, or nan. Small where a generator has collapsed within its modes. Cut off at 3
  /// deviations, a perfect sampler in two dimensions reaches 1 - 4.5 e^-4.5 / (1 - e^-4.5) = 0.9494.
  double variance_ratio = 0;
  /// Sum of p ln(p K) over the modes, p a mode's share of the points of high quality: how far the generator's use of
  /// the K modes is from even, 0 to ln K; nan without points. N points of a perfect sampler give (K - 1) / 2N.
  double reverse_kl = 0;
};

/// `points` [N,D], `centres` K x D numbers.
template <class T>
Coverage coverage(ConstView<T> points, std::span<const double> centres, double deviation);

/// The signatures of these metrics, and their values where an experiment asks for them.
std::vector<spec::Signature> mixture_metrics();
Values mixture_values(const Coverage& coverage, const std::vector<spec::Metric>& metrics);

}  // namespace assay::train
