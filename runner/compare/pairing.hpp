#pragma once
/// The scores of two levels, put together seed by seed.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "compare/design.hpp"
#include "compare/row_scores.hpp"

namespace assay::compare {

struct Pairs {
  std::vector<double> level{}, baseline{};         ///< one a seed, averaged over the cells that both have
  std::vector<double> differences{}, roundings{};  ///< level minus baseline, and what rounding may have added to it
  /// The difference of each test row, one list a seed; empty unless all runs are known to have the same rows.
  std::vector<std::vector<double>> by_row{};
  std::size_t missing = 0;   ///< seeds that one of them lacks
  std::size_t cells = 0;     ///< combinations of other settings that both have
  std::size_t left_out = 0;  ///< and that only one of them has
};

/// Of the seeds that have all cells which both levels have, and scores there. `rows` has one entry a run, or none at
/// all.
Pairs pair_up(const Level& level, const Level& baseline, std::span<const std::optional<RowScores>> rows);

}  // namespace assay::compare
