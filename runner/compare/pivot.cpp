#include "compare/pivot.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "base/failure.hpp"
#include "base/suggest.hpp"
#include "compare/bounds.hpp"
#include "compare/fairness.hpp"
#include "compare/grouping.hpp"
#include "compare/score.hpp"
#include "store/property.hpp"

namespace assay::compare {
namespace {

void expect_known(std::span<const store::Record> runs, const std::string& name) {
  if (std::ranges::any_of(runs, [&](const auto& run) { return store::property(run, name).has_value(); })) return;
  throw Failure(ExitCode::usage, "no run has '" + name + "'" + did_you_mean(name, store::property_names(runs)));
}

/// The place of a value, which is put at the end where it is new.
std::size_t place_of(const std::string& value, std::vector<std::string>& values) {
  const auto found = std::ranges::find(values, value);
  if (found != values.end()) return static_cast<std::size_t>(found - values.begin());
  values.push_back(value);
  return values.size() - 1;
}

std::optional<std::string> value_of(const store::Record& run, const std::string& name) {
  if (name.empty()) return "";
  const auto value = store::property(run, name);
  return value ? std::optional(store::to_text(*value)) : std::nullopt;
}

/// A cell that holds several arms has a deviation that is not one of seeds.
std::optional<std::string> mixed_cells(const Pivot& pivot) {
  std::size_t most = 0;
  for (const auto& row : pivot.arms)
    for (const std::size_t arms : row) most = std::max(most, arms);
  if (most < 2) return std::nullopt;
  return "some cells are over up to " + std::to_string(most) +
         " arms (runs that differ in more than the seed), and so are their means and deviations; choose with -F";
}

}  // namespace

Pivot pivot(std::span<const store::Record> runs, const std::string& metric, const std::string& rows_by,
            const std::string& columns_by) {
  expect_known(runs, rows_by);
  if (!columns_by.empty()) expect_known(runs, columns_by);
  Pivot result{.rows_by = rows_by, .columns_by = columns_by, .metric = metric};
  std::vector<std::vector<std::vector<double>>> cells;
  const auto grow = [](auto& table, std::size_t row, std::size_t column) -> auto& {
    if (table.size() <= row) table.resize(row + 1);
    if (table[row].size() <= column) table[row].resize(column + 1);
    return table[row][column];
  };
  const Grouping grouping = group_runs(runs);
  std::vector<std::vector<std::set<std::size_t>>> groups;
  const spec::Range range = range_of(runs, metric);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& run = runs[i];
    if (std::ranges::binary_search(grouping.repeated, i)) continue;
    const auto row = value_of(run, rows_by), column = value_of(run, columns_by);
    if (!row || !column) continue;
    const std::size_t r = place_of(*row, result.rows), c = place_of(*column, result.columns);
    auto& scores = grow(cells, r, c);
    auto& lost = grow(result.lost, r, c);
    const auto value = score(run, metric);
    if (run.status != store::Status::complete)
      ++lost;
    else if (value)
      scores.push_back(*value);
    grow(groups, r, c).insert(grouping.group_of[i]);
  }
  for (std::size_t r = 0; r < result.rows.size(); ++r) {
    cells[r].resize(result.columns.size());
    result.lost[r].resize(result.columns.size());
    auto& described = result.scores.emplace_back();
    for (const auto& scores : cells[r]) described.push_back(describe(scores, range));
    groups[r].resize(result.columns.size());
    auto& counts = result.arms.emplace_back();
    for (const auto& arms : groups[r]) counts.push_back(arms.size());
  }
  for (auto& note : {mixed_cells(result), unscored_runs(runs, grouping.groups, metric), note_of_repeated(grouping)})
    if (note) result.notes.push_back(*note);
  return result;
}

}  // namespace assay::compare
