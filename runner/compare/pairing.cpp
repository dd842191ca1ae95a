#include "compare/pairing.hpp"

#include <cmath>

#include "compare/rounding.hpp"

namespace assay::compare {
namespace {

using Rows = std::span<const std::optional<RowScores>>;

/// Each row's mean over the cells of a seed; nothing unless all of them have the same rows.
std::optional<RowScores> mean_of_rows(const std::vector<std::optional<std::size_t>>& runs,
                                      std::span<const std::size_t> cells, Rows rows) {
  std::optional<RowScores> mean;
  for (const std::size_t cell : cells) {
    if (!runs[cell] || !rows[*runs[cell]]) return std::nullopt;
    const RowScores& found = *rows[*runs[cell]];
    if (!mean) mean = RowScores{found.rows, std::vector<double>(found.scores.size())};
    if (mean->rows != found.rows) return std::nullopt;
    for (std::size_t i = 0; i < found.scores.size(); ++i)
      mean->scores[i] += found.scores[i] / static_cast<double>(cells.size());
  }
  return mean;
}

/// The differences of each row, by seed; empty unless all seeds have the same rows.
class RowDifferences {
 public:
  RowDifferences(std::span<const std::size_t> cells, Rows rows) : cells_(cells), rows_(rows), known_(!rows.empty()) {}

  void add(const std::vector<std::optional<std::size_t>>& level,
           const std::vector<std::optional<std::size_t>>& baseline) {
    if (!known_) return;
    const auto a = mean_of_rows(level, cells_, rows_), b = mean_of_rows(baseline, cells_, rows_);
    known_ = a && b && a->rows == b->rows && (differences_.empty() || a->rows == same_);
    if (!known_) return;
    same_ = a->rows;
    differences_.emplace_back(a->scores);
    for (std::size_t i = 0; i < same_.size(); ++i) differences_.back()[i] -= b->scores[i];
  }

  std::vector<std::vector<double>> take() {
    return known_ ? std::move(differences_) : std::vector<std::vector<double>>();
  }

 private:
  std::span<const std::size_t> cells_;
  Rows rows_;
  bool known_;
  std::vector<std::int64_t> same_;
  std::vector<std::vector<double>> differences_;
};

}  // namespace

Pairs pair_up(const Level& level, const Level& baseline, Rows rows) {
  const Level* both[] = {&level, &baseline};
  const auto cells = common_cells(both);
  Pairs pairs{.cells = cells.size(), .left_out = level.cells.size() + baseline.cells.size() - 2 * cells.size()};
  RowDifferences by_row(cells, rows);
  for (const auto& [seed, scores] : level.scores) {
    const auto other = baseline.scores.find(seed);
    const auto a = mean_of(scores, cells);
    const auto b = other == baseline.scores.end() ? std::nullopt : mean_of(other->second, cells);
    if (!a || !b) {
      ++pairs.missing;
      continue;
    }
    const double rounding = rounding_of(*a, *b), difference = *a - *b;
    pairs.level.push_back(*a);
    pairs.baseline.push_back(*b);
    pairs.differences.push_back(std::abs(difference) <= rounding ? 0 : difference);
    pairs.roundings.push_back(rounding);
    by_row.add(level.runs.at(seed), baseline.runs.at(seed));
  }
  for (const auto& [seed, scores] : baseline.scores) pairs.missing += level.scores.count(seed) == 0;
  pairs.by_row = by_row.take();
  return pairs;
}

}  // namespace assay::compare
