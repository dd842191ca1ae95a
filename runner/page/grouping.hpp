#pragma once
/// Runs grouped into arms, and arms placed along the dimensions of a sweep: the model, each axis, and the experiment
/// where there are several.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "store/record.hpp"

namespace assay::page {

struct Dimension {
  std::string name;  ///< "model", an axis, "experiment"
  std::vector<std::string> levels;
};

/// Runs that differ only in their seed.
struct Arm {
  std::string label;              ///< its levels of the dimensions that vary: "cnn relu", "cnn width=8"
  std::vector<int> levels;        ///< one a dimension: which level, -1 where the model does not use the axis
  std::vector<std::size_t> runs;  ///< indices, in the order given
};

struct Grouping {
  std::vector<Dimension> dimensions;  ///< those with more than one level; at least "model"
  std::vector<Arm> arms;              ///< in the order of first appearance, like compare::arms
  std::vector<std::size_t> arm_of;    ///< one a run
};

Grouping group(std::span<const store::Record> runs);

/// The finished run of an arm whose score is next to the median: what an arm typically makes, not its best.
/// The first finished one where no run has the metric; null where none is finished.
const store::Record* typical(const Arm& arm, std::span<const store::Record> runs, const std::string& metric);

Json to_json(const Grouping& grouping);

}  // namespace assay::page
