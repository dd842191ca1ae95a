#pragma once
/// Watches one call of a training step: what it takes from the heap, and whether it leaves the processor's rounding and
/// denormal mode as it was.

#include <cstddef>

#include "check/allocations.hpp"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace assay::check {

/// The control bits, without the sticky exception flags.
inline unsigned floating_point_mode() {
#if defined(__x86_64__)
  return _mm_getcsr() & ~0x3fU;
#else
  return 0;
#endif
}

struct HotCalls {
  std::size_t allocated = 0;
  bool mode_changed = false;

  template <class Call>
  void watch(Call call) {
    const unsigned mode = floating_point_mode();
    const std::size_t before = allocations();
    call();
    allocated += allocations() - before;
    mode_changed = mode_changed || floating_point_mode() != mode;
  }

  template <class Trial>
  void expect_clean(Trial& trial, const char* of) const {
    trial.expect(allocated == 0, [&] {
      return std::string(of) + " takes memory from the heap " + std::to_string(allocated) + " times";
    });
    trial.expect(!mode_changed, [&] { return std::string(of) + " changes the rounding or denormal mode"; });
  }
};

}  // namespace assay::check
