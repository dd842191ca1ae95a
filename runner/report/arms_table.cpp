#include "report/arms_table.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "report/statistics_cells.hpp"

namespace assay::report {
namespace {

using compare::Arm;
using compare::Interval;
using Align = Table::Align;
using Audience = Table::Audience;

std::vector<std::string> axis_names(std::span<const Arm> arms) {
  std::vector<std::string> names;
  for (const auto& arm : arms)
    for (const auto& [name, value] : arm.axes)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

std::string axis_value(const Arm& arm, const std::string& axis) {
  for (const auto& [name, value] : arm.axes)
    if (name == axis) return value;
  return "";
}

const Arm* best_of(std::span<const Arm> arms, bool larger_is_better) {
  const Arm* best = nullptr;
  for (const auto& arm : arms)
    if (arm.runs > 0 &&
        (!best || (larger_is_better ? arm.scores.mean > best->scores.mean : arm.scores.mean < best->scores.mean)))
      best = &arm;
  return best;
}

std::string percent(const Interval& share) {
  return fixed(100 * share.low, 0) + " to " + fixed(100 * share.high, 0) + " %";
}

}  // namespace

Table arms_table(std::span<const Arm> arms, bool larger_is_better) {
  const auto axes = axis_names(arms);
  const auto any = [&](auto property) { return std::ranges::any_of(arms, property); };
  const bool several = any([&](const Arm& arm) { return arm.experiment != arms.front().experiment; });
  const bool unscored = any([](const Arm& arm) { return arm.unscored > 0; });
  const bool lost = any([](const Arm& arm) { return arm.lost() > 0; });
  const bool operations = any([](const Arm& arm) { return arm.operations > 0; });
  const auto shown = [](bool yes) { return yes ? Audience::all : Audience::programs; };
  Table table;
  if (several) table.column("experiment", Align::left);
  table.column("model", Align::left, Audience::people);
  table.column("model", Align::left, Audience::programs);
  for (const auto& axis : axes) table.column(axis, Align::left);
  table.column("settings", Align::left, Audience::programs);
  table.column("n");
  table.column("no number", Align::right, shown(unscored), "unscored");
  table.column("diverged", Align::right, shown(lost));
  table.column("failed", Align::right, shown(lost));
  interval_columns(table, "95 % of lost", "lost", lost);
  table.column("mean");
  table.column("sd");
  table.column("median").detail();
  table.column("IQM", Align::right, Audience::all, "interquartile_mean").detail();
  interval_columns(table, "95 % of the mean", "mean");
  table.column("min").detail();
  table.column("max").detail();
  table.column("parameters");
  table.column("operations", Align::right, shown(operations)).detail();
  table.column("seconds");
  const auto* best = best_of(arms, larger_is_better);
  for (const auto& arm : arms) {
    const auto& s = arm.scores;
    std::vector<Cell> row;
    if (several) row.emplace_back(arm.experiment);
    row.emplace_back(arm.settings.empty() ? arm.model : arm.model + " (" + arm.settings + ')');
    row.emplace_back(arm.model);
    for (const auto& axis : axes) row.emplace_back(axis_value(arm, axis));
    row.emplace_back(arm.settings);
    for (const auto count : {arm.runs, arm.unscored, arm.diverged, arm.failed}) row.push_back(count_cell(count));
    add_interval(row, arm.lost_share, percent(arm.lost_share));
    row.push_back(number_cell(s.mean));
    row.back().best = &arm == best && arms.size() > 1;
    for (const double value : {s.deviation, s.median, s.middle_mean}) row.push_back(number_cell(value));
    add_interval(row, s.interval, range(s.interval));
    for (const double value : {s.least, s.most, arm.parameters, arm.operations}) row.push_back(number_cell(value));
    row.push_back(number_cell(arm.seconds, 3));
    table.row(std::move(row));
  }
  return table;
}

}  // namespace assay::report
