#include "compare/bounds.hpp"

#include <algorithm>
#include <vector>

#include "compare/score.hpp"
#include "store/property.hpp"

namespace assay::compare {

spec::Range declared_range(std::span<const store::Record> runs, const std::string& metric) {
  if (!spec::is_loss(metric)) return spec::range_of(metric);
  spec::Range range{0, std::numeric_limits<double>::infinity()};
  std::string known;
  for (const auto& run : runs) {
    const auto loss = store::setting(run, "train.loss");
    const std::string name = loss ? store::to_text(*loss) : "";
    if (name == known && !known.empty()) continue;
    range.low = std::min(range.low, spec::range_of_loss(name).low);
    known = name;
  }
  return range;
}

spec::Range widened(spec::Range range, std::span<const double> values) {
  for (const double value : values) {
    if (value < range.low) range.low = -std::numeric_limits<double>::infinity();
    if (value > range.high) range.high = std::numeric_limits<double>::infinity();
  }
  return range;
}

spec::Range range_of(std::span<const store::Record> runs, const std::string& metric) {
  std::vector<double> scores;
  for (const auto& run : runs)
    if (const auto value = score(run, metric)) scores.push_back(*value);
  return widened(declared_range(runs, metric), scores);
}

spec::Range range_of_difference(const spec::Range& range) { return {range.low - range.high, range.high - range.low}; }

}  // namespace assay::compare
