#pragma once
/// Lengths of time as people write them: "30 s", "500 ms", "5 min", "2 h". A unit is required, for 30 could be
/// anything.

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Seconds, greater than 0; empty where the text is no length of time.
std::optional<double> to_seconds(std::string_view text);

/// "1 h 05 min", "2 min 03 s", "14 s", "0.31 s".
std::string duration_text(double seconds);

}  // namespace assay
