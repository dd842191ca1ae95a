#pragma once
/// The levels of an axis are told by their texts, but mean their values: 0.3, .3, 0.30 and 3e-1 are one.

#include <span>
#include <string>
#include <string_view>

namespace assay::spec {

/// Whether two texts of an axis's values mean the same: numbers, also those within "elu(alpha=0.5)", are compared as
/// numbers, everything else as text.
bool same_level(std::string_view a, std::string_view b);

/// The level that `wanted` means: the one written like it, else the first that is the same. Null where there is none.
const std::string* find_level(std::span<const std::string> levels, std::string_view wanted);

}  // namespace assay::spec
