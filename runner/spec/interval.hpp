#pragma once
/// Numbers from which a sweep or a search chooses: log(1e-4, 1e-1), uniform(0, 0.5), int(16, 256, step 16).

#include <cstdint>
#include <optional>
#include <string>

#include "spec/node.hpp"

namespace assay::spec {

struct Interval {
  enum class Kind {
    log,      ///< every order of magnitude alike
    uniform,  ///< every number alike
    integer,  ///< least, least + step, ...
  };

  Kind kind = Kind::uniform;
  double low = 0, high = 0;
  std::int64_t least = 0, step = 1;  ///< of integers
  std::uint64_t steps = 0;           ///< how often the step fits between their ends

  /// The number at a share of the way in [0, 1), as text.
  std::string at(double share) const;
};

/// Nothing where it is none, or one of nothing.
std::optional<Interval> interval_of(const Node& node);

/// What interval_of() takes, for messages.
inline constexpr const char* kIntervals = "log(from, to), uniform(from, to) or int(from, to, step n)";

}  // namespace assay::spec
