#pragma once
/// Between which bounds the scores of a metric lie, and with them their means and differences.

#include <span>
#include <string>

#include "spec/figure.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// By the metric's definition, or that of the runs' loss functions.
spec::Range declared_range(std::span<const store::Record> runs, const std::string& metric);

/// Without a bound that one of the values lies beyond: then the scores are not what their name says.
spec::Range widened(spec::Range range, std::span<const double> values);

/// The same for all scores of these runs.
spec::Range range_of(std::span<const store::Record> runs, const std::string& metric);

/// Of the difference of two numbers in `range`: shares differ by -1 to 1.
spec::Range range_of_difference(const spec::Range& range);

}  // namespace assay::compare
