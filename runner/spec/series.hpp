#pragma once
/// Numbers in steps, as values of an axis: 3..7, range(0.7, 1, 0.1), linspace(0.1, 1, 10), logspace(8, 64, 4).
///
/// Both ends are what was written, and what lies between is rounded to 15 significant digits: 0.3, not
/// 0.30000000000000004, and 32, not 31.999999999999996.

#include <string>
#include <vector>

#include "spec/calls.hpp"

namespace assay::spec {

/// Of one series, and of all values of one axis.
inline constexpr std::size_t kMostValues = 100'000;

/// The numbers of a series as texts. Throws Error that says what was expected where it makes none, or too many.
std::vector<std::string> series(const Call& call);

/// "3..7", where both are integers; a file name such as ../a is none.
std::optional<Call> dots(const std::string& text);

/// A number as one writes it: 3, not 3.0.
std::string number_text(double value);

}  // namespace assay::spec
