#pragma once
/// How fast a training goes: its epochs timed again and again, on the path that every run takes. Nothing is measured on
/// validation or test data and nothing is kept. For comparing programs and machines, not models.

#include <cstdint>

#include "data/prepare.hpp"
#include "train/job.hpp"

namespace assay::train {

struct Speed {
  double samples_per_second = 0;    ///< the median over blocks
  double seconds_per_step = 0;      ///< the same, a step being one batch
  double slowest = 0, fastest = 0;  ///< seconds per step of the slowest and the fastest block
  std::int64_t steps = 0;           ///< timed
  double operations = 0;            ///< floating-point operations of a forward pass for one sample
  std::int64_t parameters = 0;
  std::size_t bytes = 0;  ///< of networks and optimizers
};

/// Trains for about `seconds` after a warm-up. Throws Failure where the parts do not fit together.
template <class T>
Speed measure_speed(const Job& job, const data::Prepared<T>& prepared, double seconds);

extern template Speed measure_speed(const Job&, const data::Prepared<float>&, double);
extern template Speed measure_speed(const Job&, const data::Prepared<double>&, double);

}  // namespace assay::train
