#include "train/peak.hpp"

#include <algorithm>
#include <chrono>

#include <assay/detail/lanes.hpp>

namespace assay::train {

#ifdef ASSAY_LANES

namespace {

using Lanes = detail::Lanes;
constexpr int kSums = 12;  // more than the pipes take while one sum waits for its last addition

/// `rounds` multiply-adds on each of the sums, which must not be worked out beforehand or left away.
void multiply_and_add(long rounds) {
  const float start = 1e-3F, factor = 1.0001F, summand = 1e-6F;
  Lanes::Vector sums[kSums];
#pragma GCC unroll 12
  for (int s = 0; s < kSums; ++s) sums[s] = Lanes::broadcast(&start);
  const Lanes::Vector a = Lanes::broadcast(&factor), b = Lanes::broadcast(&summand);
  for (long i = 0; i < rounds; ++i) {
#pragma GCC unroll 12
    for (int s = 0; s < kSums; ++s) sums[s] = Lanes::fma(sums[s], a, b);
#pragma GCC unroll 12
    for (int s = 0; s < kSums; ++s) asm volatile("" : "+v"(sums[s]));
  }
}

}  // namespace

double fma_peak(double seconds) {
  using Clock = std::chrono::steady_clock;
  constexpr long kRounds = 100'000;
  constexpr double kOperations = 2.0 * kRounds * kSums * Lanes::kCount;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  double best = 0;
  do {
    const auto start = Clock::now();
    multiply_and_add(kRounds);
    best = std::max(best, kOperations / std::chrono::duration<double>(Clock::now() - start).count());
  } while (Clock::now() < end);
  return best;
}

#else

double fma_peak(double) { return 0; }

#endif

}  // namespace assay::train
