#pragma once
/// Runs whose whole configuration agrees but for seed and fold, put together; what differs names them.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compare/settings.hpp"
#include "store/record.hpp"

namespace assay::compare {

/// Runs of one configuration, one a seed (and fold).
struct Group {
  std::string experiment, model;
  std::vector<std::pair<std::string, std::string>> axes{};
  /// What tells it from other groups of the same experiment, model and axis values: "train.optimizer.adam.lr=0.1";
  /// empty where there is none.
  std::string settings{};
  std::vector<std::size_t> runs{};  ///< by number, in the order given
};

/// "b", or "b (train.optimizer.adam.lr=0.1)".
std::string name_of(const Group& group);

struct Grouping {
  std::vector<Group> groups{};          ///< in the order of first appearance
  std::vector<std::size_t> group_of{};  ///< one a run
  /// Runs that are in no group, since they say once more what another one says: the same seed of the same configuration
  /// (where the files keep one) on the same bytes. Of such runs a finished one counts, and of these the one that was
  /// finished first.
  std::vector<std::size_t> repeated{};
};

Grouping group_runs(std::span<const store::Record> runs);

/// Says that there are repeated runs, and why they do not count; nothing where there are none.
std::optional<std::string> note_of_repeated(const Grouping& grouping);

}  // namespace assay::compare
