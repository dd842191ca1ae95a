#pragma once
/// How much memory this process has needed.

#include <cstdint>

#include <sys/resource.h>

namespace assay {

/// The most bytes of memory (not of addresses) that this process has held at a time, so far. A forked one starts from
/// what its parent held.
inline std::int64_t peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024;
}

}  // namespace assay
