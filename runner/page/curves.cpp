#include "page/curves.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "compare/bounds.hpp"
#include "compare/descriptive.hpp"
#include "page/numbers.hpp"

namespace assay::page {
namespace {

constexpr std::size_t kNumbers = 300'000;
constexpr std::size_t kFewestRuns = 3, kFewestPoints = 24;

const std::vector<double>* values_of(const store::Record& run, std::string_view name) {
  for (const auto& column : run.metrics)
    if (column.name == name) return &column.values;
  return nullptr;
}

std::vector<std::string> columns_of(std::span<const store::Record> runs) {
  std::vector<std::string> names;
  for (const auto& run : runs)
    for (const auto& column : run.metrics)
      if (column.name != "epoch" && std::ranges::find(names, column.name) == names.end()) names.push_back(column.name);
  return names;
}

/// Rows of so many evenly spread ones of `count`; the first and the last are among them.
std::vector<std::size_t> spread(std::size_t count, std::size_t wanted) {
  std::vector<std::size_t> rows;
  if (count <= wanted) wanted = count;
  for (std::size_t i = 0; i < wanted; ++i) rows.push_back(wanted == 1 ? 0 : i * (count - 1) / (wanted - 1));
  return rows;
}

using Lines = std::vector<const std::vector<double>*>;

/// Mean and interval at every row, as long as at least half of the lines go on.
Json band(const Lines& lines, const std::vector<std::size_t>& rows, const std::vector<double>& epochs,
          const spec::Range& range) {
  Json x = Json::array(), mean = Json::array(), low = Json::array(), high = Json::array();
  std::vector<double> values;
  for (const std::size_t row : rows) {
    x.push_back(row < epochs.size() ? epochs[row] : static_cast<double>(row + 1));
    const auto going =
        static_cast<std::size_t>(std::ranges::count_if(lines, [&](const auto* line) { return row < line->size(); }));
    if (2 * going < lines.size()) continue;
    values.clear();
    for (const auto* line : lines)
      if (row < line->size() && std::isfinite((*line)[row])) values.push_back((*line)[row]);
    const auto found = compare::describe(values, range);
    mean.push_back(rounded(found.mean));
    if (lines.size() < 2) continue;
    low.push_back(rounded(found.interval.low));
    high.push_back(rounded(found.interval.high));
  }
  return {{"x", std::move(x)}, {"mean", std::move(mean)}, {"low", std::move(low)}, {"high", std::move(high)}};
}

Json single(const store::Record& run, const std::vector<double>& line, const std::vector<std::size_t>& rows) {
  Json y = Json::array();
  for (const std::size_t row : rows)
    if (row < line.size()) y.push_back(rounded(line[row], 4));
  return {{"seed", run.seed}, {"y", std::move(y)}};
}

/// Without a bound that some value of a curve lies beyond.
spec::Range range_of(spec::Range range, const Lines& lines) {
  for (const auto* line : lines) range = compare::widened(range, *line);
  return range;
}

Json arm_curve(const Arm& arm, std::span<const store::Record> runs, const std::string& name, const spec::Range& range,
               const Thinning& thinning) {
  Lines lines;
  std::vector<const store::Record*> drawn;
  const std::vector<double>* epochs = nullptr;
  std::size_t longest = 0;
  for (const std::size_t i : arm.runs) {
    const auto* values = values_of(runs[i], name);
    if (!values || runs[i].status != store::Status::complete) continue;
    if (values->size() > longest || !epochs) epochs = values_of(runs[i], "epoch");
    longest = std::max(longest, values->size());
    lines.push_back(values);
    drawn.push_back(&runs[i]);
  }
  static const std::vector<double> kNoEpochs;
  const auto rows = spread(longest, thinning.points);
  Json json = band(lines, rows, epochs ? *epochs : kNoEpochs, range_of(range, lines));
  Json singles = Json::array();
  if (lines.size() > 1)
    for (const std::size_t i : spread(lines.size(), thinning.runs))
      singles.push_back(single(*drawn[i], *lines[i], rows));
  json["runs"] = std::move(singles);
  return json;
}

/// "validation_loss" is the loss of the split "validation"; "modes" has no split.
std::pair<std::string, std::string> split_of(const std::string& name) {
  for (const std::string_view split : {"train", "validation", "test"})
    if (name.starts_with(std::string(split) + '_')) return {name.substr(split.size() + 1), std::string(split)};
  return {name, ""};
}

}  // namespace

Thinning thin(std::size_t arms, std::size_t columns, std::size_t epochs, std::size_t runs) {
  Thinning thinning;
  thinning.points = std::min(thinning.points, epochs);
  thinning.runs = std::min(thinning.runs, runs);
  const auto numbers = [&] { return arms * columns * thinning.points * (3 + thinning.runs); };
  while (numbers() > kNumbers && thinning.runs > kFewestRuns) --thinning.runs;
  while (numbers() > kNumbers && thinning.points > kFewestPoints) --thinning.points;
  return thinning;
}

Json curves(std::span<const store::Record> runs, const Grouping& grouping) {
  const auto names = columns_of(runs);
  std::size_t longest = 0, shortest = static_cast<std::size_t>(-1), largest = 0;
  for (const auto& run : runs) {
    if (run.status != store::Status::complete || run.metrics.empty()) continue;
    longest = std::max(longest, run.metrics.front().values.size());
    shortest = std::min(shortest, run.metrics.front().values.size());
  }
  for (const auto& arm : grouping.arms) largest = std::max(largest, arm.runs.size());
  const auto thinning = thin(grouping.arms.size(), names.size(), longest, largest);
  Json columns = Json::array();
  for (const auto& name : names) {
    Json arms = Json::array();
    const spec::Range range = compare::declared_range(runs, name);
    for (const auto& arm : grouping.arms) arms.push_back(arm_curve(arm, runs, name, range, thinning));
    const auto [quantity, split] = split_of(name);
    columns.push_back({{"name", name}, {"quantity", quantity}, {"split", split}, {"arms", std::move(arms)}});
  }
  return {{"columns", std::move(columns)}, {"epochs", longest},    {"points", thinning.points},
          {"runs", thinning.runs},         {"most_runs", largest}, {"uneven", longest > 0 && shortest < longest}};
}

}  // namespace assay::page
