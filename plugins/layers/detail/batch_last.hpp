#pragma once
/// When image layers have their batch last.

#include <cstdint>
#include <type_traits>

#include <assay/detail/lanes.hpp>

namespace assay {

/// Fewer images leave most lanes of a vector empty.
inline constexpr std::int64_t kFewImages = 8;

/// Of the processor's own vectors: GCC takes wider ones apart through memory.
inline constexpr std::int64_t kVectorBytes =
#if defined(__AVX512F__)
    64;
#elif defined(__AVX__)
    32;
#else
    16;
#endif

/// Whether image layers of T take [C,H,W,N]: for the layers that profit, and their neighbours, so that nothing is
/// turned between them.
template <class T>
constexpr bool batch_last_pays([[maybe_unused]] std::int64_t batch) {
#ifdef ASSAY_LANES
  return std::is_same_v<T, float> && batch >= kFewImages;
#else
  return false;
#endif
}

}  // namespace assay
