#pragma once
/// Arms placed along the dimensions of a sweep: the model, each axis, the experiment where there are several, and the
/// other settings where runs of one model and axis values differ in more than the seed.

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "compare/grouping.hpp"
#include "store/record.hpp"

namespace assay::page {

struct Dimension {
  std::string name;  ///< "model", an axis, "experiment", "settings"
  std::vector<std::string> levels;
};

/// Runs that differ only in their seed.
struct Arm : compare::Group {
  std::string label;        ///< its levels of the dimensions that vary: "cnn relu", "cnn width=8"
  std::vector<int> levels;  ///< one a dimension: which level, -1 where the model does not use the axis
};

struct Grouping {
  std::vector<Dimension> dimensions;  ///< those with more than one level; at least "model"
  std::vector<Arm> arms;              ///< in the order of first appearance, like compare::arms
  std::vector<std::size_t> arm_of;    ///< one a run; also of one that is in no arm, since it repeats another
};

Grouping group(std::span<const store::Record> runs);

/// The finished run of an arm whose score is next to the median: what an arm typically makes, not its best.
/// The first finished one where no run has the metric; null where none is finished.
const store::Record* typical(const Arm& arm, std::span<const store::Record> runs, const std::string& metric);

Json to_json(const Grouping& grouping);

}  // namespace assay::page
